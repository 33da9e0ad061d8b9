/** Texts of alerts are anybody's: in no channel may one of them be more than text. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ChannelName, channels } from '../../../activities/channels/index.ts'
import { createActivities } from '../../../activities/index.ts'
import { slackPeer } from '../../support/slack-peer.ts'
import { type SmtpPeer, smtpPeer } from '../../support/smtp.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../../support/webhook-peer.ts'
import { alertFacts, context, type FakeEngine, fakeEngine, live, person } from '../fake-engine.ts'

let engine: FakeEngine
let smtp: SmtpPeer
let slack: WebhookPeer
let webhook: WebhookPeer
beforeAll(async () => {
  slack = await slackPeer()
  webhook = await webhookPeer(strictWebhook)
})
afterAll(() => Promise.all([slack.close(), webhook.close()]))
beforeEach(async () => {
  smtp = await smtpPeer()
  engine = fakeEngine()
  engine.configured.email = { type: 'email', config: { host: '127.0.0.1', port: String(smtp.port) } }
  engine.configured.slack = { type: 'slack', config: { url: slack.url } }
  engine.configured.webhook = { type: 'webhook', config: { url: webhook.url } }
})
afterEach(() => smtp.close())

interface Arrived {
  /** Where one line is all there is. */
  readonly title: string
  /** All that arrived, as its reader's program gets it. */
  readonly whole: string
}
const lastOf = ({ received }: WebhookPeer): string => received.at(-1)?.body ?? ''
const arrived: Record<ChannelName, () => Arrived> = {
  email: () => ({ title: smtp.mails[0]?.subject ?? '', whole: `${smtp.mails[0]?.html}` }),
  slack: () => {
    const { text, blocks } = JSON.parse(lastOf(slack))
    // The header is plain text, whose signs mean nothing; Slack reads the rest.
    return { title: blocks[0].text.text, whole: JSON.stringify([text, ...blocks.slice(1)]) }
  },
  webhook: () => ({ title: JSON.parse(lastOf(webhook)).title, whole: lastOf(webhook) }),
  inbox: () => ({ title: engine.inboxEntries[0]?.title ?? '', whole: JSON.stringify(engine.inboxEntries) }),
}
/** Channels whose reader's program takes markup for more than text. */
const readsMarkup = (name: string): boolean => name === 'email' || name === 'slack'

const hostile: [what: string, title: string, shown: string][] = [
  ['line breaks', 'full\r\nBcc: evil@example.org\nX-Evil: 1', 'full Bcc: evil@example.org X-Evil: 1'],
  ['NUL and other controls', 'fu\u0000ll\u001b[31m', 'fu ll [31m'],
  ['lines of Unicode', 'full\u2028Bcc: evil@example.org\u0085x', 'full Bcc: evil@example.org x'],
  ['an override of direction', 'full \u202egnihton\u202c \u2066x\u2069\u200f', 'full gnihton x'],
  ['HTML', '<img src=x onerror=alert(1)><!--', '<img src=x onerror=alert(1)><!--'],
  ['an attribute', '"\'><script>alert(1)</script>', '"\'><script>alert(1)</script>'],
  [
    'Slack markup',
    '<!channel> <@U1> <https://evil.example|Acknowledge>',
    '<!channel> <@U1> <https://evil.example|Acknowledge>',
  ],
  ['Liquid', '{{ ack_url }} {% include "x" %}', '{{ ack_url }} {% include "x" %}'],
  ['half a character', 'full \ud800', 'full \ufffd'],
]

describe.each(Object.keys(channels) as ChannelName[])('channel %s', (name) => {
  const tell = async (title: string) => {
    engine.people['@kim'] = [person('@kim', [name, name === 'email' ? 'kim@example.org' : ''])]
    const alerts = [
      alertFacts({ title, description: `first\n${title}` }),
      alertFacts({ id: 'alert_2', title, name: title }),
    ]
    engine.live = live({}, alerts)
    await createActivities(engine).notify({
      ...{ ...context, rule: title, targets: [{ kind: 'handle', name: 'kim' }], via: [name] },
      message: { template: null, with: {}, names: {}, meta: {}, error: null },
    })
    return arrived[name]()
  }

  test.each(hostile)('%s: text and nothing else', async (_, title, shown) => {
    const { title: line, whole } = await tell(title)
    expect(line).toBe(`[CRITICAL] ${shown}`)
    expect(whole).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u0000|\\u001b/)
    for (const sign of ['\u0000', '\u001b']) expect(whole).not.toContain(sign)
    if (readsMarkup(name)) expect(whole).not.toMatch(/<img|<script|<!channel|<@U1|<https:\/\/evil/)
    if (title.startsWith('{{')) expect(whole).toContain('{{ ack_url }}')
  })

  test('10 kB arrive cut, with the links', async () => {
    const { title, whole } = await tell('é'.repeat(10_000))
    expect(title.length).toBeLessThanOrEqual(channels[name].limits.title)
    expect(title.endsWith('é…')).toBe(true)
    expect(whole).toContain('http://localhost:8000/incidents/inc_1')
  })
})

test('a mail has the headers that we give it and one receiver', async () => {
  engine.people['@kim'] = [person('@kim', ['email', 'kim@example.org'])]
  for (const [at, [, title]] of hostile.entries()) {
    engine.live = live({}, [alertFacts({ title, description: title })])
    await createActivities(engine).notify({
      ...{ ...context, key: `k${at}`, rule: title, targets: [{ kind: 'handle', name: 'kim' }], via: ['email'] },
      message: { template: null, with: {}, names: {}, meta: {}, error: null },
    })
  }
  expect(smtp.mails).toHaveLength(hostile.length)
  const ours =
    /^(from|to|subject|message-id|in-reply-to|references|auto-submitted|x-tocsin-incident|date|mime-version|content-type)$/
  for (const { headers } of smtp.mails) for (const name of headers.keys()) expect(name).toMatch(ours)
})
