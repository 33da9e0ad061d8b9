/** What every channel owes, checked for each by its mere presence in the registry; `samples` forces a sample for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { Channel, Delivery } from '../../../activities/channels/define-channel.ts'
import { type ChannelName, channels } from '../../../activities/channels/index.ts'
import { DeliveryError } from '../../../activities/failure.ts'
import { http } from '../../../activities/http.ts'
import { openLayouts } from '../../../activities/layouts.ts'
import type { Message, MessageAlert } from '../../../activities/message.ts'
import { strictSlack } from '../../support/slack-peer.ts'
import { type SmtpPeer, smtpPeer } from '../../support/smtp.ts'
import { type Answer, strictWebhook, type WebhookPeer, webhookPeer } from '../../support/webhook-peer.ts'
import { fakeEngine, layoutsFolder } from '../fake-engine.ts'

const alertOf = (change: Partial<MessageAlert>): MessageAlert => ({
  ...{ id: 'a', title: 'one', source: 'test', value: null, labels: [], severity: 'high', status: 'active' },
  ...{ started_at: '2026-01-01T00:00:00.000Z', ended_at: null, url: 'https://grafana.example/d/1' },
  ...{ lasted: '5 minutes', links: [] },
  ...change,
})
const message: Message = {
  ...{
    kind: 'page',
    title: '[CRITICAL] Disk is full',
    body: 'Only 1 % is free',
    severity: 'critical',
    status: 'active',
  },
  ...{
    url: 'http://localhost:8000/incidents/1',
    ack_url: 'http://localhost:8000/ack/ACK-TOKEN?a=1&b=2',
    escalation: null,
    resolved_by: null,
    resolution_note: null,
  },
  ...{ fields: [{ name: 'runbook', value: 'https://run.example' }], alert_count: 2, rule: 'Disk', incident: 'inc_1' },
  alert: alertOf({ title: 'one', severity: 'high', value: '99%', labels: [{ name: 'host', value: 'db1' }] }),
  alerts: [alertOf({ title: 'one' }), alertOf({ id: 'b', title: 'two', severity: 'info', status: 'resolved' })],
  tenant: 'default',
}
const delivery = (change: Partial<Message> = {}): Delivery => ({
  ...{ tenant: 'default', key: 'default/r/i/1/then.0/@kim/x', target: '@kim', address: 'kim@example.org', thread: [] },
  message: { ...message, ...change },
})

let smtp: SmtpPeer
let receiver: WebhookPeer
const engine = fakeEngine()
const services = { http, layouts: openLayouts(layoutsFolder), inbox: engine.inbox }
beforeAll(async () => {
  smtp = await smtpPeer()
  receiver = await webhookPeer(strictWebhook)
})
afterAll(() => Promise.all([smtp.close(), receiver.close()]))

/** Settings of a working connection, and the strict answer of its peer. */
const samples: Record<ChannelName, { config: () => Record<string, string>; answer: Answer | null; secrets: string[] }> =
  {
    email: {
      config: () => ({ host: '127.0.0.1', port: String(smtp.port), from: 'Tocsin <t@example.org>' }),
      ...{ answer: null, secrets: [] },
    },
    slack: { config: () => ({ url: receiver.url, timeout_ms: '300' }), answer: strictSlack, secrets: ['SECRET-PATH'] },
    webhook: {
      config: () => ({ url: receiver.url, authorization: 'Bearer SECRET-TOKEN', timeout_ms: '300' }),
      ...{ answer: strictWebhook, secrets: ['SECRET-PATH', 'SECRET-TOKEN'] },
    },
    inbox: { config: () => ({}), answer: null, secrets: [] },
  }

const send = (channel: Channel, change: Partial<Message> = {}) => {
  const config = samples[channel.name as ChannelName].config()
  return channel.send({ name: 'c', type: channel.name, config }, delivery(change), services)
}

describe.each<Channel>(Object.values(channels))('channel $name', (channel) => {
  const sample = samples[channel.name as ChannelName]

  test('describes its own form', () => {
    const schema = z.toJSONSchema(channel.config)
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      expect(field, name).toMatchObject({ title: expect.any(String), description: expect.any(String) })
    }
    for (const secret of channel.secrets) expect(schema.properties).toHaveProperty(secret)
  })

  test('sends a message', async () => {
    if (sample.answer) receiver.answer = sample.answer
    await send(channel)
  })

  test.each<[what: string, change: Partial<Message>]>([
    [
      'markup',
      { title: '<img src=x onerror=alert(1)> & *b* `c`', body: '<script>alert(1)</script> & <@U1> {{ title }}' },
    ],
    [
      'header injection',
      { title: 'a Bcc: x@example.org', body: 'a\nBcc: evil@example.org\n\n.\nMAIL FROM:<e@example.org>' },
    ],
    ['an emoji where it is cut', { title: `x${'😀'.repeat(2_000)}`, body: `xx${'😀'.repeat(60_000)}` }],
    ['escapes where it is cut', { title: '&'.repeat(2_000), body: `${'<&>'.repeat(40_000)}` }],
    ['100 kB', { title: 'long '.repeat(20_000), body: 'long\n'.repeat(20_000) }],
    [
      'nothing but a title',
      { body: '', fields: [], alert: null, alerts: [], alert_count: 0, rule: null, url: null, ack_url: null },
    ],
    ['Chinese', { title: '磁盘已满', body: '仅剩 1 %' }],
  ])('takes %s', async (_, change) => {
    if (sample.answer) receiver.answer = sample.answer
    await send(channel, change)
  })

  test('refuses unknown settings as not-configured', async () => {
    const config = { ...sample.config(), nonsense: 'x' }
    const sent = channel.send({ name: 'c', type: channel.name, config }, delivery(), services)
    await expect(sent).rejects.toMatchObject({
      code: 'not-configured',
      retry: 'never',
      message: expect.stringMatching(/nonsense/),
    })
  })
})

const overHttp = Object.values(channels).filter(({ name }) => samples[name].answer !== null)
describe.each<Channel>(overHttp)('channel $name over HTTP', (channel) => {
  test('refuses a URL with user and password as not-configured, without showing it', async () => {
    const config = { ...samples[channel.name as ChannelName].config(), url: 'https://user:hunter22@example.org/hook' }
    const sent = channel.send({ name: 'c', type: channel.name, config }, delivery(), services)
    const failure = await sent.catch((error: unknown) => error)
    const remedy = expect.stringMatching(/without user and password/)
    expect(failure).toMatchObject({ code: 'not-configured', retry: 'never', message: remedy })
    expect(String(failure)).not.toContain('hunter22')
  })

  const secrets = [...samples[channel.name as ChannelName].secrets, 'ACK-TOKEN']
  const status =
    (code: number, headers: Record<string, string> = {}): Answer =>
    ({ body, headers: got, path }, response) =>
      response.writeHead(code, headers).end(`echo ${path} ${got.authorization} ${body}`)

  test.each<[what: string, answer: Answer, retry: unknown]>([
    ['400', status(400), 'never'],
    ['401', status(401), 'never'],
    ['403', status(403), 'never'],
    ['404', status(404), 'never'],
    ['408', status(408), 'later'],
    ['413', status(413), 'never'],
    ['429 without Retry-After', status(429), 'later'],
    ['429 with Retry-After', status(429, { 'retry-after': '7' }), { afterMs: 7_000 }],
    ['a Retry-After of a year', status(503, { 'retry-after': '31536000' }), { afterMs: 600_000 }],
    ['an unreadable Retry-After', status(503, { 'retry-after': 'soon' }), 'later'],
    ['500', status(500), 'later'],
    ['503', status(503), 'later'],
    ['a redirect', status(302, { location: 'http://127.0.0.1:1/' }), 'never'],
    ['no answer', () => undefined, 'later'],
    ['garbage', (_, response) => response.socket?.end('garbage\r\n\r\n'), 'later'],
    ['a connection that is cut', (_, response) => response.socket?.destroy(), 'later'],
  ])('%s has its retry class and no secret in the error', async (_, answer, retry) => {
    receiver.answer = answer
    const failure = await send(channel).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DeliveryError)
    expect(failure).toMatchObject({ retry })
    for (const secret of secrets) expect(`${failure} ${JSON.stringify(failure)}`).not.toContain(secret)
  })

  test('a date in Retry-After counts from now', async () => {
    receiver.answer = status(429, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() })
    const failure = await send(channel).catch((error: { retry: { afterMs: number } }) => error)
    expect(failure).toMatchObject({ retry: { afterMs: expect.any(Number) } })
    expect((failure as { retry: { afterMs: number } }).retry.afterMs).toBeGreaterThan(50_000)
  })
})
