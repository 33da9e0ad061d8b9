import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Recipient } from '../../activities/dependencies.ts'
import { createActivities } from '../../activities/index.ts'
import type { MessageSource, NotifyInput } from '../../dsl/model/activity.ts'
import { contactsOfPerson } from '../../engine/people/contacts.ts'
import { type SmtpPeer, smtpPeer } from '../support/smtp.ts'
import { alertFacts, context, type FakeEngine, fakeEngine, literal, live, person } from './fake-engine.ts'

const message: MessageSource = { template: null, with: {}, names: {}, meta: {}, error: null }
const to = (...names: string[]): NotifyInput['targets'] => names.map((name) => ({ kind: 'handle', name }))
const step = (change: Partial<NotifyInput> = {}): NotifyInput => ({
  ...context,
  targets: to('kim'),
  via: [],
  message,
  ...change,
})
const nextStep = { step: 'then.1', key: 'default/rule-1/inc_1/1/then.1' }

/** A person with a mail address, as the product makes them: mail, then the inbox. */
const mailed = (target: string, address: string): Recipient => ({
  target,
  contacts: contactsOfPerson({ tenant: 'default', handle: target.slice(1), email: address }, [], {
    typeOf: (_tenant, name) => (name === 'email' ? 'email' : null),
  }),
})

let engine: FakeEngine
let smtp: SmtpPeer
/** What the mail server says to each recipient in turn, before it takes them. */
let busy: string[]
beforeEach(async () => {
  engine = fakeEngine()
  busy = []
  smtp = await smtpPeer({
    refuse: (address) => {
      const text = busy.shift()
      return text ? { code: 451, text } : address.startsWith('gone') ? { code: 550, text: 'no such user' } : null
    },
  })
  engine.configured.email = {
    type: 'email',
    config: { host: '127.0.0.1', port: String(smtp.port), from: 't@example.org' },
  }
  engine.people['@kim'] = [mailed('@kim', 'kim@example.org')]
})
afterEach(() => smtp.close())

describe('notify', () => {
  test('a mail arrives with the alert, its page and the link of this person', async () => {
    const result = await createActivities(engine).notify(step())
    expect(result).toEqual({
      status: 'sent',
      reason: null,
      deliveries: [{ target: '@kim', connection: 'email', status: 'sent', error: null }],
    })
    const [mail] = smtp.mails
    expect(mail?.subject).toBe('[CRITICAL] Disk is full')
    for (const form of [mail?.text, mail?.html || '']) {
      expect(form).toContain('Only 1 % is free')
      expect(form).toContain('http://localhost:8000/ack/token-of-%40kim')
      expect(form).toContain('http://localhost:8000/incidents/inc_1')
    }
  })

  test.each([[[]], [['email']]])('a second attempt via %j sends nothing again; the key is the same', async (via) => {
    const activities = createActivities(engine)
    await activities.notify(step({ via }))
    expect(await activities.notify(step({ via }))).toMatchObject({ deliveries: [{ status: 'sent' }] })
    expect(smtp.mails).toHaveLength(1)
    expect([...engine.log.keys()]).toEqual(['default/rule-1/inc_1/1/then.0/@kim/email'])
  })

  test('a message that was in flight at a kill is sent once more, with the same Message-ID (D33)', async () => {
    const activities = createActivities(engine)
    await activities.notify(step())
    for (const [key, record] of engine.log) engine.log.set(key, { ...record, status: 'sending', external_id: null })
    await activities.notify(step())
    await activities.notify(step())
    expect(smtp.mails).toHaveLength(2)
    expect(smtp.mails[1]?.messageId).toBe(smtp.mails[0]?.messageId)
  })

  test('a rejected recipient fails alone, for good, while the others are told (D115)', async () => {
    engine.people['@team'] = [
      mailed('@kim', 'kim@example.org'),
      mailed('@gone', 'gone@example.org'),
      mailed('@lee', 'lee@example.org'),
    ]
    const failure = createActivities(engine).notify(step({ targets: to('team') }))
    await expect(failure).rejects.toMatchObject({
      type: 'DeliveryError',
      nonRetryable: true,
      message: expect.stringContaining('no such user'),
      details: [
        [
          { target: '@kim', status: 'sent' },
          { target: '@gone', connection: 'email', status: 'failed' },
          { target: '@gone', connection: 'inbox', status: 'sent' },
          { target: '@lee', status: 'sent' },
        ],
      ],
    })
    expect(smtp.mails.flatMap(({ to }) => (Array.isArray(to) ? to : [to]).map((one) => one?.text)).sort()).toEqual([
      'kim@example.org',
      'lee@example.org',
    ])
  })

  test('the fallback receiver hears of the one who was not reached, and only then (D18)', async () => {
    engine.fallback = [person('@admin', ['inbox', '@admin'])]
    await createActivities(engine).notify(step())
    expect(engine.inboxEntries).toEqual([])
    engine.people['@gone'] = [mailed('@gone', 'gone@example.org')]
    await expect(createActivities(engine).notify(step({ targets: to('kim', 'gone') }))).rejects.toThrow('no such user')
    expect(engine.inboxEntries).toMatchObject([
      { recipient: '@gone' },
      { recipient: '@admin', title: '[CRITICAL] Disk is full' },
    ])
    expect(smtp.mails).toHaveLength(1)
  })

  test('a mail server that is busy once: one mail, by the second attempt; the inbox keeps a copy (D17)', async () => {
    busy = ['try later']
    const activities = createActivities(engine)
    await expect(activities.notify(step({ attempts_left: 1 }))).rejects.toMatchObject({
      nonRetryable: false,
      message: expect.stringContaining('try later'),
      details: [
        [
          { connection: 'email', status: 'failed' },
          { connection: 'inbox', status: 'sent' },
        ],
      ],
    })
    expect(engine.inboxEntries).toMatchObject([{ recipient: '@kim' }])
    expect(await activities.notify(step())).toMatchObject({ deliveries: [{ connection: 'email', status: 'sent' }] })
    expect(smtp.mails).toHaveLength(1)
    expect(engine.inboxEntries).toHaveLength(1)
  })

  test('a mail server that stays busy: the page has failed, whatever lies in the inbox (D18)', async () => {
    busy = ['busy', 'still busy']
    engine.fallback = [mailed('@admin', 'admin@example.org')]
    const activities = createActivities(engine)
    await expect(activities.notify(step({ attempts_left: 1 }))).rejects.toMatchObject({ type: 'DeliveryError' })
    expect(smtp.mails).toEqual([])
    await expect(activities.notify(step())).rejects.toMatchObject({ type: 'DeliveryError' })
    expect(smtp.mails.map(({ to }) => [to].flat().map((one) => one?.text))).toEqual([['admin@example.org']])
  })

  test('the fallback receiver is not told again by a way that was tried', async () => {
    engine.people['@gone'] = [mailed('@gone', 'gone@example.org')]
    engine.fallback = [mailed('@gone', 'gone@example.org'), mailed('@admin', 'admin@example.org')]
    await expect(createActivities(engine).notify(step({ targets: to('gone') }))).rejects.toThrow('no such user')
    expect(engine.inboxEntries.map(({ recipient }) => recipient)).toEqual(['@gone', '@admin'])
  })

  test('a person named twice is told once', async () => {
    engine.people['@team'] = [mailed('@kim', 'kim@example.org')]
    await createActivities(engine).notify(step({ targets: to('team', 'kim', '@kim') }))
    expect(smtp.mails).toHaveLength(1)
  })

  test('without via the first own contact that works is enough', async () => {
    engine.people['@kim'] = [
      person('@kim', ['email', 'gone@example.org'], ['email2', 'kim@example.org'], ['inbox', '@kim']),
    ]
    engine.configured.email2 = { type: 'email', config: engine.configured.email?.config ?? {} }
    const { deliveries } = await createActivities(engine).notify(step())
    expect(deliveries.map(({ connection, status }) => `${connection} ${status}`)).toEqual([
      'email failed',
      'email2 sent',
    ])
    expect(engine.inboxEntries).toEqual([])
  })

  test('with via the message goes by each of them, and one that works is enough', async () => {
    engine.people['@kim'] = [person('@kim', ['email', 'gone@example.org'], ['inbox', '@kim'])]
    const result = await createActivities(engine).notify(step({ via: ['email', 'inbox'] }))
    expect(result.deliveries.map(({ status }) => status)).toEqual(['failed', 'sent'])
    expect(engine.inboxEntries).toMatchObject([
      { recipient: '@kim', title: '[CRITICAL] Disk is full', severity: 'critical' },
    ])
  })

  test('nothing configured: the inbox takes it (D17)', async () => {
    engine.people['@admin'] = [person('@admin')]
    const result = await createActivities(engine).notify(step({ targets: to('admin') }))
    expect(result.deliveries).toMatchObject([{ connection: 'inbox', status: 'sent' }])
    expect(engine.inboxEntries).toMatchObject([{ recipient: '@admin', incident_id: 'inc_1' }])
  })

  test.each<[what: string, change: Partial<NotifyInput>, remedy: string]>([
    ['an unknown handle', { targets: to('nobody') }, 'Not delivered. @nobody: Nobody'],
    ['a connection nobody has', { via: ['pager'] }, 'pager'],
  ])('%s fails at once with not-configured', async (_, change, remedy) => {
    await expect(createActivities(engine).notify(step(change))).rejects.toMatchObject({
      type: 'not-configured',
      nonRetryable: true,
      message: expect.stringContaining(remedy),
    })
    expect(smtp.mails).toEqual([])
  })

  test('a contact whose connection is missing or no channel says which setting to make', async () => {
    engine.people['@kim'] = [person('@kim', ['sms', '+1'], ['web1', ''])]
    engine.configured.web1 = { type: 'ssh', config: {} }
    await expect(createActivities(engine).notify(step({ via: ['sms', 'web1'] }))).rejects.toMatchObject({
      type: 'not-configured',
      message: expect.stringMatching(/TOCSIN_CONN_SMS_TYPE[\s\S]*"web1" is a ssh/),
    })
  })

  test('a wrong setting is named, its value is not', async () => {
    engine.configured.email = {
      type: 'email',
      config: { host: '127.0.0.1', port: 'secret-value', passwort: 'hunter22' },
    }
    const failure = await createActivities(engine)
      .notify(step())
      .catch((error: Error) => error)
    expect(failure).toMatchObject({ type: 'not-configured', nonRetryable: true })
    expect(String(failure)).toMatch(/"port"[\s\S]*"passwort"/)
    expect(String(failure)).not.toMatch(/secret-value|hunter22/)
  })

  test('a text mail of an alert without a description says what it is about', async () => {
    engine.live = live({}, [alertFacts({ description: '' })])
    await createActivities(engine).notify(step())
    expect(smtp.mails[0]?.text).toMatch(/^\[CRITICAL\] Disk is full\n\nAcknowledge: .*\n\nSeverity: /)
  })

  test('template, title and further members come from the step', async () => {
    const path = { kind: 'path', root: 'alert', segments: ['title'], at: { start: 0, end: 0 } } as const
    const source = {
      ...message,
      template: path,
      with: { title: literal('Look\r\nhere'), runbook: literal('https://run.example/1') },
    }
    await createActivities(engine).notify(step({ message: source }))
    expect(smtp.mails[0]?.subject).toBe('Look here')
    expect(smtp.mails[0]?.text).toContain('Disk is full')
    expect(smtp.mails[0]?.text).toContain('runbook: https://run.example/1')
    expect(smtp.mails[0]?.text).not.toContain('Only 1 % is free')
  })

  test('the message says what is stored now, not what was when the run began (D89)', async () => {
    engine.live = live({ acknowledged: true }, [
      alertFacts({ severity: 'high', title: 'Worse' }),
      alertFacts({ id: 'alert_2' }),
    ])
    await createActivities(engine).notify(step())
    expect(smtp.mails[0]?.subject).toBe('[HIGH] Worse')
    expect(smtp.mails[0]?.text).toContain('2 alerts')
    expect(smtp.mails[0]?.text).not.toContain('/ack/')
  })

  test('skipped once resolved, unless the run waited for that (D5); muted while silenced (D23)', async () => {
    const activities = createActivities(engine)
    engine.live = live({ resolved: true }, [alertFacts({ status: 'resolved' })])
    expect(await activities.notify(step())).toEqual({ status: 'skipped', reason: 'resolved', deliveries: [] })
    engine.live = live({}, [alertFacts({ status: 'suppressed' })])
    expect(await activities.notify(step())).toMatchObject({ status: 'muted', deliveries: [] })
    expect(engine.log.size).toBe(0)
    engine.live = live({ resolved: true }, [alertFacts({ status: 'resolved' })])
    expect(await activities.notify(step({ after_resolve: true }))).toMatchObject({ status: 'sent' })
    expect(smtp.mails).toHaveLength(1)
  })

  test('a later mail of the incident answers the first', async () => {
    const activities = createActivities(engine)
    await activities.notify(step())
    await activities.notify(step(nextStep))
    const [first, second] = smtp.mails
    expect(second?.messageId).not.toBe(first?.messageId)
    expect(second?.inReplyTo).toBe(first?.messageId)
    expect([second?.references].flat()).toEqual([first?.messageId])
  })
})
