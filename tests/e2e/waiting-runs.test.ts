/**
 * What comes upon runs while they wait, on one `npm start` with real parts: Alertmanager sends the same group again and
 * again, the alert resolves before anybody is paged, the rule is edited on disk, Temporal's database is deleted.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { startAlertmanager } from '../support/alertmanager.ts'
import { type SmtpPeer, smtpPeer } from '../support/smtp.ts'
import { startTocsin } from '../support/tocsin.ts'
import { until } from '../support/until.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'

/** Far longer than Alertmanager takes to tell of a resolve: its group interval is a second. */
const ackTimeoutMs = 10_000
const rules = {
  'patient.rule': `rule "Patient" {
  when alert.name == "Patient"
  group by label.service
  then {
    notify @admin via email with { title: "patient {{label.service}}" }
    wait for ack up to 1h
      on timeout { end failed "nobody acknowledged" }
    end ok "acknowledged"
  }
}
`,
  'ladder.rule': `rule "Ladder" {
  when alert.name == "Ladder"
  group by label.service
  then {
    notify @admin via email with { title: "ladder {{label.service}}" }
    wait for ack up to ${ackTimeoutMs / 1_000}s
      on timeout { escalate @oncall via hook }
  }
}
`,
  'edited.rule': edited('by the first text'),
}
function edited(message: string): string {
  return `rule "Edited" {
  when alert.name == "Edited"
  group by label.service
  then {
    notify @admin via email with { title: "edited {{label.service}}" }
    wait for ack up to 1h
      on timeout { end failed "nobody acknowledged" }
    end ok "${message}"
  }
}
`
}

interface Run {
  id: string
  rule: string
  status: string
  message: string | null
  rule_version: string
  alert_ids: string[]
  temporal_url: string
  steps: { kind: string; status: string; detail: string | null }[]
}
interface RuleSet {
  id: string
  degraded: boolean
  files: Record<string, string>
  problems: { file: string; severity: string; code: string; message: string }[]
}

const stops: (() => Promise<unknown>)[] = []
const keep = <T>(part: T, stop: (part: T) => Promise<unknown>): T => {
  stops.push(() => stop(part))
  return part
}
let smtp: SmtpPeer
let hook: WebhookPeer
let tocsin: Awaited<ReturnType<typeof startTocsin>>
let alertmanager: Awaited<ReturnType<typeof startAlertmanager>>

beforeAll(async () => {
  smtp = keep(await smtpPeer(), (peer) => peer.close())
  hook = keep(await webhookPeer(strictWebhook), (peer) => peer.close())
  tocsin = keep(
    await startTocsin({
      rules,
      env: {
        TOCSIN_ADMIN_EMAIL: 'admin@example.org',
        SMTP_SERVER: '127.0.0.1',
        SMTP_PORT: String(smtp.port),
        SMTP_FROM: 'tocsin@example.org',
        TOCSIN_CONN_HOOK_TYPE: 'webhook',
        TOCSIN_CONN_HOOK_URL: hook.url,
      },
    }),
    (running) => running.stop(),
  )
  alertmanager = keep(await startAlertmanager(`${tocsin.url}/api/v1/intake/prometheus`), (peer) => peer.stop())
}, 180_000)
beforeEach(() => {
  onTestFailed(() => console.log(tocsin.output()))
})
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

const labels = (alertname: string, service: string, more: Record<string, string> = {}) => ({
  ...{ alertname, service, severity: 'critical' },
  ...more,
})
const mailsOf = (subject: string) => smtp.mails.filter((mail) => mail.subject?.includes(subject))
const mailed = (subject: string) => until(`the mail "${subject}"`, async () => mailsOf(subject)[0])
async function runsOf(rule: string): Promise<Run[]> {
  const { items } = await tocsin.get<{ items: Run[] }>('/api/v1/runs?limit=200')
  return items.filter((run) => run.rule === rule)
}
const runWhen = (id: string, is: (run: Run) => boolean, timeoutMs?: number) =>
  until(
    `run ${id}`,
    async () => {
      const run = await tocsin.get<Run>(`/api/v1/runs/${id}`)
      return is(run) ? run : undefined
    },
    timeoutMs,
  )
/** An alert by our own API, and its run when it waits. */
async function waitingRun(name: string, service: string): Promise<Run> {
  const alert = await tocsin.send<{ id: string }>('POST', '/api/v1/alerts', {
    ...{ source: 'test', name, title: name, severity: 'critical', labels: { service } },
  })
  // Whatever became of it instead stands in the output of a test that failed.
  onTestFailed(async () => console.log(JSON.stringify(await tocsin.get(`/api/v1/runs?alert_id=${alert.id}`))))
  return await until('a run that waits', async () => {
    const { items } = await tocsin.get<{ items: Run[] }>(`/api/v1/runs?alert_id=${alert.id}&status=waiting`)
    return items[0]
  })
}
/** All its alerts: one of several does not speak for the incident. */
async function acknowledge(run: Run): Promise<void> {
  for (const id of run.alert_ids) await tocsin.send('POST', `/api/v1/alerts/${id}/acknowledge`, {})
}

test('Alertmanager sends the same group ten times again: one run, one mail', { timeout: 90_000 }, async () => {
  const group = [
    { labels: labels('Patient', 'api', { server: 'a' }) },
    { labels: labels('Patient', 'api', { server: 'b' }) },
  ]
  await alertmanager.post(group)
  const first = await mailed('patient api')
  const sent = await until(
    'ten more notifications were taken',
    async () => {
      const { taken, failed } = await notifications()
      expect(failed).toBe(0)
      return taken >= 11 ? taken : undefined
    },
    60_000,
  )
  const runs = await runsOf('Patient')
  expect(runs).toHaveLength(1)
  expect(runs[0]?.alert_ids).toHaveLength(2)
  expect(runs[0]?.status).toBe('waiting')
  expect(mailsOf('patient api')).toEqual([first])
  console.log(`Alertmanager sent the group ${sent} times: ${runs.length} run, ${mailsOf('patient api').length} mail`)
})

/** What Alertmanager itself counts of its webhook. */
async function notifications(): Promise<{ taken: number; failed: number }> {
  const text = await (await fetch(`${alertmanager.url}/metrics`)).text()
  const sum = (name: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) && line.includes('integration="webhook"'))
      .reduce((total, line) => total + Number(line.split(' ').at(-1)), 0)
  const failed = sum('alertmanager_notifications_failed_total')
  return { taken: sum('alertmanager_notifications_total') - failed, failed }
}

test('an alert that resolves before the ack timeout escalates to nobody', { timeout: 90_000 }, async () => {
  await alertmanager.post([{ labels: labels('Ladder', 'well-again') }])
  await mailed('ladder well-again')
  // The one that stays, sent after it: when this one has escalated, the time of the other is over, too.
  await alertmanager.post([
    { labels: labels('Ladder', 'well-again'), endsAt: new Date().toISOString() },
    { labels: labels('Ladder', 'still-down') },
  ])
  await until('somebody is escalated to', async () => hook.received[0], 60_000)
  const runs = await Promise.all((await runsOf('Ladder')).map(({ id }) => runWhen(id, ended)))
  expect(runs).toHaveLength(2)
  const services = new Map<string, Run>()
  for (const run of runs) {
    const alert = await tocsin.get<{ labels: { service: string } }>(`/api/v1/alerts/${run.alert_ids[0]}`)
    services.set(alert.labels.service, run)
  }
  const told = hook.received.map(({ body }) => JSON.parse(body) as { alerts: { id: string }[] })
  expect(told.map((page) => page.alerts.map(({ id }) => id))).toEqual([services.get('still-down')?.alert_ids])
  const stepsOf = (service: string) => services.get(service)?.steps.map(({ kind, status }) => [kind, status])
  expect(stepsOf('well-again')).toEqual([
    ['notify', 'succeeded'],
    ['wait', 'succeeded'],
    ['escalate', 'skipped'],
  ])
  expect(services.get('well-again')?.steps[1]?.detail).toBe('resolved')
  expect(stepsOf('still-down')?.at(-1)).toEqual(['escalate', 'succeeded'])
})
const ended = (run: Run) => run.status === 'succeeded' || run.status === 'failed'

test('a waiting run keeps the plan that it started with while its rule is edited', { timeout: 90_000 }, async () => {
  const before = await waitingRun('Edited', 'before')
  const second = edited('by the second text')
  const saved = await save(second, ({ files, degraded }) => files['edited.rule'] === second && !degraded)
  console.log(`a saved rule is live after ${saved.ms} ms`)
  expect(saved.ms).toBeLessThan(1_000)
  const after = await waitingRun('Edited', 'after')
  expect(after.rule_version).toBe(saved.set.id)
  expect(before.rule_version).not.toBe(saved.set.id)

  // A save that does not check: its last good text stays in force, and everybody can read why.
  const broken = await save(second.replace('when alert.name', 'when alrt.name'), ({ degraded }) => degraded)
  expect(broken.set.files['edited.rule']).toBe(second)
  expect(broken.set.problems).toEqual([
    expect.objectContaining({ file: 'edited.rule', severity: 'error', message: expect.stringContaining('alrt') }),
  ])
  const onBroken = await waitingRun('Edited', 'on-broken')

  for (const run of [before, after, onBroken]) await acknowledge(run)
  const messages = [before, after, onBroken].map(async ({ id }) => (await runWhen(id, ended)).message)
  expect(await Promise.all(messages)).toEqual(['by the first text', 'by the second text', 'by the second text'])

  const mended = await save(second, ({ degraded }) => !degraded)
  expect(mended.set.problems).toEqual([])
})

/** Saves the rule as an editor does; how long until the API shows it as the one in force. */
async function save(text: string, is: (set: RuleSet) => boolean): Promise<{ set: RuleSet; ms: number }> {
  await writeFile(join(tocsin.rules, 'edited.rule'), text)
  const began = performance.now()
  const set = await until('the save shows', async () => {
    const live = await tocsin.get<RuleSet>('/api/v1/rules')
    return is(live) ? live : undefined
  })
  return { set, ms: Math.round(performance.now() - began) }
}

test("Temporal's database is deleted: the open runs are started again", { timeout: 120_000 }, async () => {
  const open = [
    await waitingRun('Edited', 'lost-1'),
    await waitingRun('Edited', 'lost-2'),
    ...(await runsOf('Patient')),
  ]
  const mails = smtp.mails.length
  const { pid } = JSON.parse(await readFile(join(tocsin.folder, 'temporal.pid'), 'utf8')) as { pid: number }
  for (const suffix of ['', '-wal', '-shm']) await rm(join(tocsin.folder, `temporal.db${suffix}`), { force: true })
  process.kill(pid, 'SIGKILL')
  const began = performance.now()
  const again = open.map(({ id, temporal_url }) =>
    runWhen(id, (run) => run.status === 'waiting' && run.temporal_url !== temporal_url, 40_000),
  )
  await Promise.all(again)
  console.log(`${open.length} runs wait again ${Math.round(performance.now() - began)} ms after Temporal lost them`)
  for (const run of open) {
    const { timeline } = await tocsin.get<{ timeline: { text: string }[] }>(`/api/v1/alerts/${run.alert_ids[0]}`)
    expect(timeline.map(({ text }) => text)).toContain('run restarted: Temporal had lost it')
    await acknowledge(run)
    expect((await runWhen(run.id, ended)).status).toBe('succeeded')
  }
  // What had been sent is in our own log: nobody is told twice.
  expect(smtp.mails).toHaveLength(mails)
})
