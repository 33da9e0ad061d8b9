/** The report that a run failed (D18): whoever gets it may be the first to hear of the incident. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import type { NoticeInput } from '../../dsl/model/activity.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'
import { alertFacts, type FakeEngine, fakeEngine, live, person } from './fake-engine.ts'

let engine: FakeEngine
let hook: WebhookPeer
beforeEach(async () => {
  engine = fakeEngine()
  hook = await webhookPeer(strictWebhook)
  engine.configured.hook = { type: 'webhook', config: { url: hook.url } }
  engine.fallback = [person('@admin', ['hook', ''])]
})
afterEach(() => hook.close())

/** As the pipeline writes it. */
const report: NoticeInput = {
  ...{ tenant: 'default', workflow_id: 'default/notice/run_1', severity: 'critical' },
  ...{ title: 'Run of "Disk" failed: Disk is full', body: 'Mail server is away' },
  url: 'http://localhost:8000/runs/run_1',
  page: {
    ...{ kind: 'notice', incident_id: 'inc_1', run_id: 'run_1', rule: 'Disk' },
    ...{ resolve: true, after_resolve: true },
  },
}
const end = { tenant: 'default', incident_id: 'inc_1', workflow_id: 'default/r/inc_1/resolve' }
const resolved = live({ resolved: true }, [alertFacts({ status: 'resolved' })])
const received = () => hook.received.map(({ body }) => JSON.parse(body))

test('it tells of the alert, leads to the run and can be acknowledged', async () => {
  await createActivities(engine).sendNotice(report)
  expect(received()).toMatchObject([
    {
      ...{ kind: 'notice', title: 'Run of "Disk" failed: Disk is full', body: 'Mail server is away', rule: 'Disk' },
      ...{ url: 'http://localhost:8000/runs/run_1', ack_url: 'http://localhost:8000/ack/token-of-%40admin' },
      alert: { id: 'alert_1', title: 'Disk is full' },
    },
  ])
})
test('who got it hears when the incident is over, once', async () => {
  const activities = createActivities(engine)
  await activities.sendNotice(report)
  engine.live = resolved
  await activities.sendResolveNotice(end)
  await activities.sendResolveNotice(end)
  expect(received().map(({ kind, title }) => [kind, title])).toEqual([
    ['notice', 'Run of "Disk" failed: Disk is full'],
    ['resolve', '[RESOLVED] Disk is full'],
  ])
})
test('it goes out although the incident is over by then, with nothing to acknowledge', async () => {
  engine.live = resolved
  await createActivities(engine).sendNotice(report)
  expect(received()).toMatchObject([{ kind: 'notice', status: 'resolved', ack_url: null }])
})
test('one about no incident has nothing to acknowledge', async () => {
  await createActivities(engine).sendNotice({ ...report, page: null })
  expect(received()).toMatchObject([{ kind: 'notice', incident: null, ack_url: null }])
})
