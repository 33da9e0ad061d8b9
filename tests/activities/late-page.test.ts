/** A page that reached nobody in time comes by the fallback receiver later (D18): it is still a page. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import type { NoticeInput, NotifyInput } from '../../dsl/model/activity.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'
import { alertFacts, context, type FakeEngine, fakeEngine, literal, live, person } from './fake-engine.ts'

let engine: FakeEngine
let hook: WebhookPeer
beforeEach(async () => {
  engine = fakeEngine()
  hook = await webhookPeer(strictWebhook)
  engine.configured.hook = { type: 'webhook', config: { url: hook.url } }
  engine.people['@kim'] = [person('@kim', ['gone', ''])]
  engine.fallback = [person('@admin', ['hook', ''])]
})
afterEach(() => hook.close())

const page = (change: Partial<NotifyInput> = {}): NotifyInput => ({
  ...{ ...context, targets: [{ kind: 'handle', name: 'kim' }], via: [] },
  message: { template: null, with: {}, names: {}, meta: {}, error: null },
  ...change,
})
const resolved = live({ resolved: true }, [alertFacts({ status: 'resolved' })])

/** The page fails everywhere, so a notice is ordered; then the fallback receiver is back. */
async function late(change: Partial<NotifyInput> = {}): Promise<NoticeInput> {
  hook.answer = (_request, response) => void response.writeHead(503).end()
  await expect(createActivities(engine).notify(page(change))).rejects.toThrow('Not delivered')
  hook.answer = strictWebhook
  hook.received.splice(0)
  const [notice] = engine.notices.ordered
  if (!notice) throw new Error('no notice was ordered')
  return JSON.parse(JSON.stringify(notice))
}
const received = () => hook.received.map(({ body }) => JSON.parse(body))

test('it bears the link to acknowledge, the alert and its rule', async () => {
  await createActivities(engine).sendNotice(await late())
  expect(received()).toMatchObject([
    {
      ...{ kind: 'page', title: '[CRITICAL] Disk is full', incident: 'inc_1', rule: 'Disk' },
      ...{ ack_url: 'http://localhost:8000/ack/token-of-%40admin', alert: { id: 'alert_1' } },
    },
  ])
})
test('who got it hears when it is over', async () => {
  const activities = createActivities(engine)
  await activities.sendNotice(await late())
  engine.live = resolved
  await activities.sendResolveNotice({
    tenant: 'default',
    incident_id: 'inc_1',
    workflow_id: 'default/r/inc_1/resolve',
  })
  expect(received().map(({ title }) => title)).toEqual(['[CRITICAL] Disk is full', '[RESOLVED] Disk is full'])
})
test('except where the step said resolve: false', async () => {
  const activities = createActivities(engine)
  const message = { template: null, with: { resolve: literal(false) }, names: {}, meta: {}, error: null }
  await activities.sendNotice(await late({ message }))
  engine.live = resolved
  await activities.sendResolveNotice({
    tenant: 'default',
    incident_id: 'inc_1',
    workflow_id: 'default/r/inc_1/resolve',
  })
  expect(received()).toHaveLength(1)
})
test('once it is over nobody needs it', async () => {
  const notice = await late()
  engine.live = resolved
  expect(await createActivities(engine).sendNotice(notice)).toMatchObject({ status: 'skipped', reason: 'resolved' })
  expect(hook.received).toEqual([])
})
test('one that was about the end is sent all the same, with nothing to acknowledge', async () => {
  engine.live = resolved
  await createActivities(engine).sendNotice(await late({ after_resolve: true }))
  expect(received()).toMatchObject([{ kind: 'page', status: 'resolved', ack_url: null }])
})
