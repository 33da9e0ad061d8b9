/** What a message says of the alert itself: value, labels, source, times as people read them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createActivities } from '../../../activities/index.ts'
import type { Expression } from '../../../dsl/model/expression.ts'
import type { AlertFacts } from '../../../dsl/model/facts.ts'
import { slackPeer } from '../../support/slack-peer.ts'
import { type SmtpPeer, smtpPeer } from '../../support/smtp.ts'
import type { WebhookPeer } from '../../support/webhook-peer.ts'
import { alertFacts, context, type FakeEngine, fakeEngine, literal, live, person } from '../fake-engine.ts'

let engine: FakeEngine
let smtp: SmtpPeer
let slack: WebhookPeer
beforeEach(async () => {
  smtp = await smtpPeer()
  slack = await slackPeer()
  engine = fakeEngine()
  engine.configured.email = { type: 'email', config: { host: '127.0.0.1', port: String(smtp.port) } }
  engine.configured.slack = { type: 'slack', config: { url: slack.url } }
  engine.people['@kim'] = [person('@kim', ['email', 'kim@example.org'], ['slack', ''])]
})
afterEach(() => Promise.all([smtp.close(), slack.close()]))

/** The texts of one page about these alerts. */
const texts = (...alerts: AlertFacts[]) => textsWith({}, ...alerts)

async function textsWith(own: Readonly<Record<string, Expression>>, ...alerts: AlertFacts[]) {
  engine.live = live({}, alerts)
  const message = { template: null, with: own, names: {}, meta: {}, error: null }
  const targets = [{ kind: 'handle', name: 'kim' }] as const
  await createActivities(engine).notify({ ...context, targets, via: ['email', 'slack'], message })
  const [mail] = smtp.mails
  return { text: mail?.text ?? '', html: String(mail?.html), slack: slack.received[0]?.body ?? '', mail }
}
const disk = alertFacts({
  ...{ value: { $: 'percent', value: 95.2 }, labels: { host: 'db1', env: 'prod' }, source: 'prometheus' },
  ...{ started_at: Date.UTC(2026, 2, 2, 3, 10, 5, 123), url: 'https://grafana.example/d/1?a=1&b=2' },
})

test('value, labels in order, source with a link, start without milliseconds', async () => {
  const { text, html, slack: chat } = await texts(disk)
  for (const line of ['Value:    95.2%', 'Source:   prometheus', 'Started:  2026-03-02 03:10:05 UTC'])
    expect(text.split('\n')).toContain(line)
  expect(text).toContain('Labels:\n  env = prod\n  host = db1\n')
  expect(text).toContain('At its source: https://grafana.example/d/1?a=1&b=2')
  expect(html).toContain('href="https://grafana.example/d/1?a=1&amp;b=2"')
  for (const part of ['95.2%', 'prometheus', '2026-03-02 03:10:05 UTC', 'db1']) expect(html).toContain(part)
  for (const shown of [text, html]) expect(shown).not.toContain('T03:10')
  expect(JSON.parse(chat).blocks[1].text.text).toContain('*Value:* 95.2%\n*Labels:* env=prod, host=db1')
})
test('the text of a mail does not repeat its subject', async () => {
  const { text, mail } = await texts(disk)
  expect(mail?.subject).toBe('[CRITICAL] Disk is full')
  expect(text.startsWith('Only 1 % is free\n')).toBe(true)
  expect(text).not.toContain('[CRITICAL]')
})
test('a title that does not name the alert: it stands beside it', async () => {
  const { text, html, slack: chat } = await textsWith({ title: literal('Please look') }, disk)
  expect(text).toContain('\nAlert:    Disk is full\n')
  expect(html).toContain('<bdi>Disk is full</bdi>')
  expect(JSON.parse(chat).blocks[1].text.text).toContain('*Alert:* Disk is full\n')
})
test('a title that names it needs no more', async () => {
  const { text, slack: chat } = await texts(disk)
  expect(text).not.toContain('Alert:')
  expect(chat).not.toContain('*Alert:*')
})
test('an alert without value, labels and link has no empty lines for them', async () => {
  const { text, html } = await texts(alertFacts())
  for (const word of ['Value', 'Labels', 'At its source', 'Ended']) expect(text).not.toContain(word)
  for (const word of ['Value', 'Labels', 'at its source', 'Ended']) expect(html).not.toContain(word)
})
test('of many labels the first twenty, of a long one the beginning', async () => {
  const labels = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`l${String(index).padStart(2, '0')}`, 'x'.repeat(1_000)]),
  )
  const { text } = await texts(alertFacts({ labels }))
  expect(text.match(/^ {2}l\d\d = /gmu)).toHaveLength(20)
  expect(text).toContain(`  l19 = ${'x'.repeat(199)}…\n`)
  expect(text).not.toContain('l20')
})
test('labels and sources are text, whatever they hold', async () => {
  const labels = { '<b>x</b>': '</td><script>1</script>', 'a\u202eb': '<!channel>\nAcknowledge: https://evil.example' }
  const { text, html, slack: chat } = await texts(alertFacts({ labels, source: '<i>s</i>' }))
  expect(html).not.toMatch(/<script>|<b>|<i>/u)
  expect(text).toContain('  ab = <!channel> Acknowledge: https://evil.example\n')
  expect(text.split('\n').filter((line) => line.startsWith('Acknowledge:'))).toHaveLength(1)
  expect(JSON.parse(chat).blocks[1].text.text).toContain('&lt;!channel&gt;')
})
test('a link of a source that is none of the web is left out', async () => {
  const { text, html } = await texts(alertFacts({ url: 'javascript:alert(1)' }))
  for (const shown of [text, html]) expect(shown).not.toContain('javascript')
})
test.each<[what: string, url: string]>([
  ['a line of its own', 'https://a.example/\n\nAcknowledge: https://evil.example/'],
  ['signs that nobody sees', 'https://a.example/\u202egnp'],
])('the link of a source does not smuggle %s into the text', async (_what, url) => {
  const annotations = { runbook_url: url, dashboard_url: url }
  const { text } = await texts(alertFacts({ url, metadata: { annotations } }))
  expect(text.split('\n').filter((line) => line.startsWith('Acknowledge:'))).toHaveLength(1)
  expect(text).not.toContain('\u202e')
  expect(text.match(/a\.example/gu)).toHaveLength(3)
})
test('runbook and dashboard of the annotations, else of the metadata, are links in mail and chat', async () => {
  const annotations = { runbook_url: 'https://wiki.example/disk?a=1&b=2' }
  const metadata = { annotations, dashboard: 'https://grafana.example/d/9', runbook_url: 'https://wiki.example/other' }
  const { text, html, slack: chat } = await texts({ ...disk, metadata })
  expect(text).toContain('\nRunbook: https://wiki.example/disk?a=1&b=2\n')
  expect(text).toContain('\nDashboard: https://grafana.example/d/9')
  expect(html).toMatch(/href="https:\/\/wiki\.example\/disk\?a=1&amp;b=2"[^>]*>Runbook</u)
  const [links] = JSON.parse(chat).blocks.at(-1).elements
  expect(links.text).toContain('<https://wiki.example/disk?a=1&amp;b=2|Runbook>')
  expect(links.text).toContain('<https://grafana.example/d/9|Dashboard>')
  expect(links.text).toContain('<https://grafana.example/d/1?a=1&amp;b=2|Open at its source>')
  for (const shown of [text, html, chat]) expect(shown).not.toContain('wiki.example/other')
})
test.each(['see the wiki', 'javascript:alert(1)', 'ftp://a.example/', '/disk', 'https://user name', 7])(
  'a runbook %j is no link',
  async (runbook_url) => {
    const { text, html, slack: chat } = await texts(alertFacts({ metadata: { runbook_url } }))
    for (const shown of [text, html, chat]) expect(shown).not.toContain('Runbook')
  },
)
test('how long it has been firing, in words', async () => {
  const hour = 3_600_000
  const { text, html } = await texts(alertFacts({ started_at: engine.now() - 2 * hour - 5 * 60_000 }))
  expect(text.split('\n')).toContain('Firing:   for 2 hours 5 minutes')
  expect(html).toContain('for 2 hours 5 minutes')
})
test('of one that ended, how long it lasted', async () => {
  const { text, html } = await texts(alertFacts({ started_at: 0, ended_at: 60_000, status: 'resolved' }), alertFacts())
  expect(text.split('\n')).toContain('Lasted:   1 minute')
  expect(html).toMatch(/>Lasted<\/th><td[^>]*>1 minute</u)
  for (const shown of [text, html]) expect(shown).not.toContain('Firing')
})
test('in the list of several, one that ended is not said to have ended when it started', async () => {
  const { text, html } = await texts(disk, alertFacts({ id: 'b', title: 'Slow', status: 'resolved', ended_at: 60_000 }))
  expect(text).toContain('- critical: Slow (resolved after 1 minute)\n')
  expect(html).toContain('<bdi>Slow</bdi> (resolved after 1 minute)')
})
test('one resolved by hand, whose end nobody sent, is not firing', async () => {
  const { text, html } = await texts(alertFacts({ status: 'resolved' }), alertFacts())
  for (const shown of [text, html]) expect(shown).not.toContain('Firing')
})
test('of several alerts each has its line, and the lead its details', async () => {
  const { text } = await texts(disk, alertFacts({ id: 'alert_2', title: 'Slow', severity: 'warning' }))
  expect(text).toContain('- critical: Disk is full (active, since 2026-03-02 03:10:05 UTC)\n- warning: Slow (active')
  expect(text).toContain('Value:    95.2%')
})
