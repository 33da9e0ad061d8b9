/** The activities that come after the first page: escalation, updates, the end, failures. */
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import type { EscalateInput, MessageSource, NotifyInput, ReadResult } from '../../dsl/model/activity.ts'
import { slackPeer } from '../support/slack-peer.ts'
import { smtpPeer } from '../support/smtp.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'
import { alertFacts, context, type FakeEngine, fakeEngine, literal, live, person } from './fake-engine.ts'

const message: MessageSource = { template: null, with: {}, names: {}, meta: {}, error: null }
const page = (change: Partial<NotifyInput> = {}): NotifyInput => ({
  ...{ ...context, targets: [{ kind: 'handle', name: 'kim' }], via: [], message },
  ...change,
})
const escalation = (change: Partial<EscalateInput> = {}): EscalateInput => ({
  ...{ ...context, target: 'payments', level: null, highest_paged: 0, first_paged_at: null, via: [], message },
  ...change,
})
const resolved = live({ resolved: true }, [alertFacts({ status: 'resolved' })])
const end = { tenant: 'default', incident_id: 'inc_1', workflow_id: 'default/rule-1/inc_1/resolve' }

let engine: FakeEngine
let hook: WebhookPeer
beforeEach(async () => {
  engine = fakeEngine()
  hook = await webhookPeer(strictWebhook)
  engine.configured.hook = { type: 'webhook', config: { url: hook.url } }
  engine.people['@kim'] = [person('@kim', ['inbox', '@kim'])]
  for (const level of [1, 2, 3]) {
    engine.people[`@payments/${level}`] = level === 2 ? [] : [person(`@level${level}`, ['inbox', `@level${level}`])]
  }
  engine.levelCount['@payments'] = 3
  engine.fallback = [person('@admin', ['inbox', '@admin'], ['hook', ''])]
})
afterEach(() => hook.close())
const told = () => engine.inboxEntries.map(({ recipient }) => recipient)

describe('escalate', () => {
  test.each<[what: string, change: Partial<EscalateInput>, level: number]>([
    ['the first page goes to level 1', {}, 1],
    ['nobody on call at level 2: level 3', { highest_paged: 1 }, 3],
    ['beyond the last: the last again', { highest_paged: 3 }, 3],
    ['a named level', { level: 1, highest_paged: 2 }, 1],
  ])('%s', async (_, change, level) => {
    expect(await createActivities(engine).escalate(escalation(change))).toMatchObject({ status: 'sent', level })
    expect(told()).toEqual([`@level${level}`])
  })

  test('a page after the first says that it is an escalation; the subject stays that of the thread', async () => {
    const activities = createActivities(engine)
    await activities.escalate(escalation({ step: 'then.0' }))
    await activities.escalate(escalation({ step: 'then.1', key: 'k2', level: 3, highest_paged: 1 }))
    const own = { ...message, with: { body: literal('Own words') } }
    await activities.escalate(escalation({ step: 'then.2', key: 'k3', level: 3, message: own }))
    const said = 'Escalated to level 3 of @payments: nobody has acknowledged yet.\n\nOnly 1 % is free'
    expect(engine.inboxEntries.map(({ body }) => body)).toEqual(['Only 1 % is free', said, 'Own words'])
    expect(new Set(engine.inboxEntries.map(({ title }) => title)).size).toBe(1)
    for (const level of [1, 2, 3]) engine.people[`@payments/${level}`] = []
    await activities.escalate(escalation({ step: 'then.3', key: 'k4', level: 1 }))
    expect(engine.inboxEntries.at(-1)?.body).toContain('Escalated to @payments, where nobody is on call: nobody has')
  })

  test('every layout begins with it; a first page by escalate is none', async () => {
    const [smtp, slack] = await Promise.all([smtpPeer(), slackPeer()])
    engine.configured.email = { type: 'email', config: { host: '127.0.0.1', port: String(smtp.port) } }
    engine.configured.slack = { type: 'slack', config: { url: slack.url } }
    engine.people['@payments/1'] = [person('@kim', ['email', 'kim@example.org'], ['slack', ''], ['hook', ''])]
    engine.people['@payments/3'] = engine.people['@payments/1']
    const activities = createActivities(engine)
    const via = ['email', 'slack', 'hook']
    await activities.escalate(escalation({ via, step: 'then.0' }))
    await activities.escalate(escalation({ via, step: 'then.1', key: 'k2', level: 3 }))
    await Promise.all([smtp.close(), slack.close()])
    const said = 'Escalated to level 3 of @payments: nobody has acknowledged yet.'
    const [first, second] = smtp.mails
    expect([first?.text, first?.html, slack.received[0]?.body].join()).not.toContain('Escalated')
    expect(second?.text).toMatch(new RegExp(`^${said}\n\nOnly 1 % is free\n\nAcknowledge: http`))
    expect(second?.html).toContain(`>${said}</p>`)
    expect(second?.subject).toBe(first?.subject)
    expect(JSON.parse(slack.received[1]?.body ?? '').blocks[1].text.text).toMatch(new RegExp(`^${said}\nOnly 1 %`))
    expect(hook.received.map(({ body }) => JSON.parse(body).escalation)).toEqual([
      null,
      { target: '@payments', level: 3, text: said },
    ])
  })

  test('nobody on call at any level: the fallback receiver, by all it has (D116, D18)', async () => {
    for (const level of [1, 2, 3]) engine.people[`@payments/${level}`] = []
    expect(await createActivities(engine).escalate(escalation({ via: ['sms'] }))).toMatchObject({
      status: 'sent',
      level: 1,
    })
    expect(told()).toEqual(['@admin'])
    expect(hook.received).toHaveLength(1)
  })

  test('without a level: as high as the directory says that the ladder has come since the first page (D116)', async () => {
    const asked: unknown[] = []
    engine.directory.levelReached = async (query) => {
      asked.push(query)
      return 3
    }
    const input = escalation({ highest_paged: 1, first_paged_at: 400_000 })
    expect(await createActivities(engine).escalate(input)).toMatchObject({ level: 3 })
    expect(asked).toEqual([
      { tenant: 'default', target: '@payments', highest_paged: 1, first_paged_at: 400_000, now: 1_000_000 },
    ])
  })

  test('a page that no channel delivered goes to the fallback receiver, once nothing is to be tried again (D18)', async () => {
    engine.people['@payments/1'] = [person('@level1', ['hook', ''])]
    hook.answer = (_request, response) => void response.writeHead(503).end()
    const activities = createActivities(engine)
    await expect(activities.escalate(escalation({ attempts_left: 1 }))).rejects.toMatchObject({ nonRetryable: false })
    expect(told()).toEqual([])
    await expect(activities.escalate(escalation())).rejects.toMatchObject({ type: 'DeliveryError' })
    expect(engine.inboxEntries).toMatchObject([
      { recipient: '@admin', title: '[CRITICAL] Disk is full', status: 'active' },
    ])
  })

  test.each<[what: string, via: string[], first: [string, string], by: string[]]>([
    ['its own room is away', ['away'], ['away', ''], ['hook']],
    ['the one paged is the fallback receiver, whose contact was tried', [], ['hook', ''], ['hook']],
  ])('a fallback receiver that is away gets the page later, once, by what failed: %s', async (_, via, first, by) => {
    const target = via.length > 0 ? '@level1' : '@admin'
    engine.configured.away = { type: 'webhook', config: { url: hook.url } }
    engine.people['@payments/1'] = [person(target, first, ['inbox', target])]
    hook.answer = (_request, response) => void response.writeHead(503).end()
    const activities = createActivities(engine)
    await expect(activities.escalate(escalation({ via, attempts_left: 1 }))).rejects.toThrow('503')
    expect(engine.notices.ordered).toEqual([])
    await expect(activities.escalate(escalation({ via }))).rejects.toThrow('503')
    const [notice] = engine.notices.ordered
    expect(notice).toMatchObject({
      title: '[CRITICAL] Disk is full',
      body: 'Only 1 % is free',
      url: live().incident.url,
    })
    expect(notice?.only).toEqual(by.map((connection) => ({ target: '@admin', connection })))
    const before = told()
    if (!notice) return
    await expect(activities.sendNotice(notice)).rejects.toMatchObject({ nonRetryable: false })
    hook.answer = strictWebhook
    const refused = hook.received.length
    await activities.sendNotice(notice)
    await activities.sendNotice(notice)
    expect(hook.received.slice(refused).map(({ body }) => JSON.parse(body).title)).toEqual(['[CRITICAL] Disk is full'])
    expect(told()).toEqual(before)
  })

  test('a fallback receiver that got the page, or refused it for good, is not tried on', async () => {
    await expect(createActivities(engine).escalate(escalation({ target: 'nobody' }))).rejects.toThrow('Nobody')
    hook.answer = (_request, response) => void response.writeHead(404).end()
    await expect(createActivities(engine).escalate(escalation({ target: 'nobody', key: 'k2' }))).rejects.toThrow(
      'Nobody',
    )
    expect(engine.notices.ordered).toEqual([])
  })

  test('a name that means nobody: the fallback receiver gets the page although attempts were left (D18)', async () => {
    const failure = createActivities(engine).escalate(escalation({ target: 'nobody', attempts_left: 3 }))
    await expect(failure).rejects.toMatchObject({ nonRetryable: true })
    expect(told()).toEqual(['@admin'])
  })

  test('an unknown name fails at once', async () => {
    const failure = createActivities(engine).escalate(escalation({ target: 'nobody' }))
    await expect(failure).rejects.toMatchObject({ type: 'not-configured', nonRetryable: true })
  })

  test.each([
    ['acknowledged', live({ acknowledged: true })],
    ['resolved', resolved],
  ] as const)('pages nobody once %s (D5)', async (reason, state) => {
    engine.live = state
    const result = await createActivities(engine).escalate(escalation({ after_resolve: true }))
    expect(result).toEqual({ status: 'skipped', reason, deliveries: [], level: 0 })
    expect(told()).toEqual([])
  })
})

describe('names of any length', () => {
  const long = `${'x'.repeat(300)}@example.org`
  const to = (...addresses: string[]) =>
    addresses.map((address) => ({ kind: 'address' as const, address: literal(address) }))

  test('a target that no address can be fails alone, and the others are paged', async () => {
    engine.people['ops@example.org'] = [person('ops@example.org', ['hook', 'ops@example.org'])]
    engine.people[long] = [person(long, ['hook', long])]
    const failure = createActivities(engine).notify(page({ targets: to(long, 'ops@example.org') }))
    await expect(failure).rejects.toThrow(`No address is ${long.length} characters long: xxxx`)
    // The fallback receiver stands in for the one that can't be reached (D18).
    expect([...engine.log.values()].map(({ target, status }) => [target, status])).toEqual([
      ['ops@example.org', 'sent'],
      ['@admin', 'sent'],
      ['@admin', 'sent'],
    ])
  })

  test('a delivery is known by a key that fits the log, and is not made again', async () => {
    const room = `#${'r'.repeat(250)}`
    engine.people[room] = [person(room, ['hook', room])]
    const key = `default/${'rule'.repeat(30)}/inc_1/1/then.0.else.${'deep'.repeat(40)}`
    const activities = createActivities(engine)
    await activities.notify(page({ key, targets: to(room) }))
    await activities.notify(page({ key, targets: to(room) }))
    expect(hook.received).toHaveLength(1)
    for (const known of engine.log.keys()) expect(known.length).toBeLessThanOrEqual(512)
  })
})

describe('updates and the end', () => {
  test('those who were told hear what changed, by the same way, once (D25)', async () => {
    const activities = createActivities(engine)
    await activities.notify(page({ via: [] }))
    engine.live = live({}, [alertFacts({ severity: 'critical' }), alertFacts({ id: 'alert_2' })])
    const update = { ...context, step: 'update.1', key: 'default/rule-1/inc_1/1/update.1', change: 'joined' } as const
    await activities.sendUpdate({ ...update, joined: ['alert_2'], joined_count: 1 })
    await activities.sendUpdate({ ...update, joined: ['alert_2'], joined_count: 1 })
    expect(engine.inboxEntries).toHaveLength(2)
    const body = expect.stringContaining('1 alert joined; the incident holds 2 now:\n- critical: Disk is full\n')
    expect(engine.inboxEntries[1]).toMatchObject({ recipient: '@kim', body })
  })

  test('an update that may heal is tried again while attempts are left, and the others hear it once', async () => {
    engine.people['@kim'] = [person('@kim', ['inbox', '@kim'], ['hook', ''])]
    const activities = createActivities(engine)
    await activities.notify(page({ via: ['inbox', 'hook'] }))
    const update = { ...context, step: 'update.1', key: 'default/rule-1/inc_1/1/update.1', change: 'joined' } as const
    hook.answer = (_, response) => response.writeHead(503).end()
    await expect(activities.sendUpdate({ ...update, attempts_left: 1 })).rejects.toMatchObject({ nonRetryable: false })
    hook.answer = strictWebhook
    const { deliveries } = await activities.sendUpdate({ ...update, attempts_left: 0 })
    expect(deliveries.map(({ status }) => status)).toEqual(['sent', 'sent'])
    expect(hook.received.map(({ body }) => JSON.parse(body).kind)).toEqual(['page', 'update', 'update'])
    expect(engine.inboxEntries).toHaveLength(2)
  })

  test('everybody told hears once that it is over, except where the step said resolve: false (D6)', async () => {
    const activities = createActivities(engine)
    engine.people['@lee'] = [person('@lee', ['inbox', '@lee'])]
    await activities.notify(page())
    await activities.notify(page({ key: 'k2' }))
    const quiet = { ...message, with: { resolve: literal(false) } }
    await activities.notify(page({ key: 'k3', targets: [{ kind: 'handle', name: 'lee' }], message: quiet }))
    engine.live = resolved
    const result = await activities.sendResolveNotice(end)
    await activities.sendResolveNotice(end)
    expect(result.deliveries).toEqual([{ target: '@kim', connection: 'inbox', status: 'sent', error: null }])
    expect(told()).toEqual(['@kim', '@kim', '@lee', '@kim'])
    expect(engine.inboxEntries[3]).toMatchObject({ title: '[RESOLVED] Disk is full', status: 'resolved' })
  })

  test('who was told by two incidents of one alert hears once that it is over', async () => {
    const activities = createActivities(engine)
    engine.people['@lee'] = [person('@lee', ['inbox', '@lee'])]
    await activities.notify(page())
    const targets = ['kim', 'lee'].map((name) => ({ kind: 'handle', name }) as const)
    await activities.notify(page({ key: 'k2', incident_id: 'inc_2', targets }))
    engine.live = resolved
    await activities.sendResolveNotice({ ...end, also: ['inc_2'] })
    expect(told()).toEqual(['@kim', '@kim', '@lee', '@kim', '@lee'])
  })

  test('who resolved it, and their note, stand in the message of the end, in every layout', async () => {
    const smtp = await smtpPeer()
    const slack = await slackPeer()
    engine.configured.email = { type: 'email', config: { host: '127.0.0.1', port: String(smtp.port) } }
    engine.configured.slack = { type: 'slack', config: { url: slack.url } }
    engine.people['@kim'] = [person('@kim', ['email', 'kim@example.org'], ['slack', ''], ['inbox', '@kim'])]
    const activities = createActivities(engine)
    await activities.notify(page({ via: ['email', 'slack', 'inbox'] }))
    engine.live = { ...resolved, rule: 'Disk', resolved_by: '@lee', resolution_note: 'Replaced <disk> 2' }
    await activities.sendResolveNotice(end)
    await Promise.all([smtp.close(), slack.close()])
    const [before, after] = smtp.mails
    expect(before?.text).not.toContain('Resolution note')
    expect(before?.text).not.toContain('Resolved by')
    expect(after?.text).toContain('Resolved by: @lee\nResolution note: Replaced <disk> 2')
    expect(after?.text).toContain('\nRule:     Disk')
    expect(after?.html).toContain('Replaced &lt;disk&gt; 2')
    expect(slack.received[0]?.body).not.toContain('Resolution note')
    expect(slack.received[1]?.body).toContain('*Resolved by:* @lee')
    expect(slack.received[1]?.body).toContain('*Resolution note:* Replaced &lt;disk&gt; 2')
    expect(engine.inboxEntries[1]?.body).toContain('Resolved by @lee')
    expect(engine.inboxEntries[1]?.body).toContain('Resolution note: Replaced <disk> 2')
  })

  test('a place that no message reached hears nothing of the end', async () => {
    engine.people['@kim'] = [person('@kim', ['inbox', '@kim'], ['hook', ''])]
    hook.answer = (_, response) => response.writeHead(404).end()
    const activities = createActivities(engine)
    await activities.notify(page({ via: ['inbox', 'hook'] }))
    engine.live = resolved
    const { deliveries } = await activities.sendResolveNotice(end)
    expect(deliveries.map(({ connection }) => connection)).toEqual(['inbox'])
    expect(hook.received).toHaveLength(1)
  })

  test('an incident that is active again is told by its own next notice: this one skips it for good', async () => {
    const activities = createActivities(engine)
    await activities.notify(page())
    expect(await activities.sendResolveNotice(end)).toEqual({ status: 'skipped', reason: 'active', deliveries: [] })
    expect(told()).toEqual(['@kim'])
  })

  describe('of two incidents over at once, one is active again', () => {
    const both = { ...end, also: ['inc_2'] }
    const second = live({ resolved: true }, [alertFacts({ id: 'alert_2', title: 'Second', status: 'resolved' })])
    test.each<[what: string, lives: Record<string, ReadResult>, hear: string[], title: string]>([
      ['the one that speaks', { inc_1: live(), inc_2: second }, ['@lee'], '[RESOLVED] Second'],
      ['the other', { inc_1: resolved, inc_2: live() }, ['@kim'], '[RESOLVED] Disk is full'],
      ['neither', { inc_1: resolved, inc_2: second }, ['@kim', '@lee'], '[RESOLVED] Disk is full'],
    ])('%s', async (_what, lives, hear, title) => {
      const activities = createActivities(engine)
      engine.people['@lee'] = [person('@lee', ['inbox', '@lee'])]
      await activities.notify(page())
      await activities.notify(page({ key: 'k2', incident_id: 'inc_2', targets: [{ kind: 'handle', name: 'lee' }] }))
      Object.assign(engine.liveOf, lives)
      await activities.sendResolveNotice(both)
      await activities.sendResolveNotice(both)
      expect(told().slice(2)).toEqual(hear)
      expect(engine.inboxEntries[2]).toMatchObject({ title })
    })
  })

  test('an incident that told nobody ends silently', async () => {
    engine.live = resolved
    expect(await createActivities(engine).sendResolveNotice(end)).toMatchObject({ deliveries: [] })
  })
})

describe('failures', () => {
  test('a notice without an incident reaches the fallback receiver once', async () => {
    const notice = {
      tenant: 'default',
      workflow_id: 'default/notice/1',
      title: 't',
      body: 'b',
      severity: 'high',
      url: null,
    } as const
    await createActivities(engine).sendNotice(notice)
    await createActivities(engine).sendNotice(notice)
    expect(engine.inboxEntries).toMatchObject([{ recipient: '@admin', title: 't', incident_id: null }])
    expect(hook.received).toHaveLength(1)
  })

  test('a run of another installation is refused (D73)', async () => {
    const run = { tenant: 'default', run_id: 'run_1', temporal_run_id: 't' }
    const activities = createActivities(engine)
    await expect(activities.confirmRun({ ...run, installation: 'inst_2' })).rejects.toMatchObject({
      ...{ type: 'foreign-installation', nonRetryable: true },
    })
    const ours = { ...run, installation: 'inst_1' }
    await activities.confirmRun(ours)
    expect(engine.journalCalls).toEqual([{ name: 'confirmRun', input: ours }])
  })

  test('a delivery that may heal is tried again while attempts are left, though another way worked', async () => {
    engine.people['@kim'] = [person('@kim', ['inbox', '@kim'], ['hook', ''])]
    hook.answer = (_, response) => response.writeHead(503, { 'retry-after': '3' }).end()
    const attempt = (number: number) =>
      new MockActivityEnvironment({
        attempt: number,
        startToCloseTimeoutMs: 30_000,
        retryPolicy: { maximumAttempts: 2 },
      }).run(() => createActivities(engine).notify(page({ via: ['inbox', 'hook'] })))
    await expect(attempt(1)).rejects.toMatchObject({ nonRetryable: false, nextRetryDelay: 3_000 })
    const last = await attempt(2)
    expect(last).toMatchObject({ status: 'sent', deliveries: [{ status: 'sent' }, { status: 'failed' }] })
    expect(told()).toEqual(['@kim'])
    expect(hook.received).toHaveLength(2)
    expect(hook.received[0]?.headers['idempotency-key']).toBe(hook.received[1]?.headers['idempotency-key'])
  })
})
