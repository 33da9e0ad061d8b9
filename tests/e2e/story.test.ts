/**
 * The whole of what Tocsin is for, once, with real parts: Alertmanager sends, a rule takes the alert, Temporal runs the
 * playbook, a mail arrives, its link acknowledges, a service on an SSH server is restarted and verified, the alert
 * resolves, people are told; seen in the API, on the page and in the Temporal UI.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAlertmanager } from '../support/alertmanager.ts'
import { openChromium } from '../support/chromium.ts'
import { smtpPeer } from '../support/smtp.ts'
import { sshPeer } from '../support/sshd.ts'
import { startTocsin } from '../support/tocsin.ts'
import { until } from '../support/until.ts'

const rule = `edition 1

## Restarts a dead service once somebody has seen it, and says when it is well again.
rule "Service down" {
  meta { owner: @admin }
  on alert
  when alert.source == "prometheus" and alert.name == "ServiceDown" and alert.severity == critical
  group by label.service
  then {
    notify @admin via email with { title: "{{label.service}} is down on {{label.server}}" }
    wait for ack up to 5m
      on timeout { end failed "nobody acknowledged" }
    run restart_service with { service_name: label.service, server: label.server } as fix
      timeout 30s
      verify (alert.status == "resolved") within 1m
      on error { end failed "the restart did not help: {{error.message}}" }
    end ok "{{label.service}} runs again"
  }
}
`

interface Alert {
  id: string
  status: string
  acknowledged_by: string | null
}
interface Run {
  id: string
  rule: string
  status: string
  message: string
  workflow_id: string
  temporal_url: string
  steps: { id: string; kind: string; status: string }[]
}

const labels = { alertname: 'ServiceDown', severity: 'critical', service: 'checkout', server: 'web1' }
const stops: (() => Promise<unknown>)[] = []
const keep = <T>(part: T, stop: (part: T) => Promise<unknown>): T => {
  stops.push(() => stop(part))
  return part
}

let smtp: Awaited<ReturnType<typeof smtpPeer>>
let ssh: Awaited<ReturnType<typeof sshPeer>>
let tocsin: Awaited<ReturnType<typeof startTocsin>>
let alertmanager: Awaited<ReturnType<typeof startAlertmanager>>
let browser: Browser

beforeAll(async () => {
  smtp = keep(await smtpPeer(), (peer) => peer.close())
  ssh = keep(await sshPeer(['checkout']), (peer) => peer.close())
  tocsin = keep(
    await startTocsin({
      rules: { 'service.rule': rule },
      env: {
        TOCSIN_ADMIN_EMAIL: 'admin@example.org',
        SMTP_SERVER: '127.0.0.1',
        SMTP_PORT: String(smtp.port),
        SMTP_FROM: 'tocsin@example.org',
        TOCSIN_CONN_WEB1_TYPE: 'ssh',
        TOCSIN_CONN_WEB1_HOST: '127.0.0.1',
        TOCSIN_CONN_WEB1_PORT: String(ssh.port),
        TOCSIN_CONN_WEB1_USERNAME: ssh.username,
        TOCSIN_CONN_WEB1_PRIVATE_KEY_FILE: ssh.privateKeyFile,
        TOCSIN_CONN_WEB1_HOST_KEY: ssh.hostKey,
      },
    }),
    (running) => running.stop(),
  )
  alertmanager = keep(await startAlertmanager(`${tocsin.url}/api/v1/intake/prometheus`), (peer) => peer.stop())
  browser = keep(await openChromium(), (opened) => opened.close())
}, 180_000)

afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

test('an alert runs a playbook, end to end', { timeout: 120_000 }, async () => {
  const before = ssh.pidOf('checkout')
  await alertmanager.post([{ labels, annotations: { summary: 'Checkout does not answer' } }])

  const mail = await until('the mail', async () => smtp.mails[0])
  expect(mail.subject).toContain('checkout is down on web1')
  expect(mail.to).toMatchObject({ value: [{ address: 'admin@example.org' }] })
  const waiting = await runWhen((run) => run.status === 'waiting')
  expect(waiting.rule).toBe('Service down')
  expect(waiting.workflow_id).toMatch(/^default\/service-down-[0-9a-f]{6}\/inc_[0-9a-f]{32}$/)
  expect(ssh.calls()).toEqual([])

  // The engineer opens the link of the mail; a scanner that only GETs it changes nothing.
  const link = /https?:\/\/\S*\/ack\/[\w.~-]+/.exec(mail.text ?? '')?.[0]
  if (!link) throw new Error(`No acknowledge link in the mail:\n${mail.text}`)
  const page = await browser.newPage()
  await page.goto(link)
  expect((await alerts())[0]?.status).toBe('active')
  await page.getByRole('button', { name: /acknowledge/i }).click()
  await until('the acknowledgement', async () => ((await alerts())[0]?.status === 'acknowledged' ? true : undefined))
  expect((await alerts())[0]?.acknowledged_by).toBe('@admin')

  // Behind the stand-in systemctl is a real process; after the restart it is another one.
  await until('the restart and the look at it', async () => (ssh.calls().length === 2 ? true : undefined))
  expect(ssh.calls()).toEqual(['restart checkout', 'is-active checkout'])
  expect(ssh.pidOf('checkout')).toEqual(expect.any(Number))
  expect(ssh.pidOf('checkout')).not.toBe(before)

  // The monitoring sees the service again.
  await alertmanager.post([{ labels, endsAt: new Date().toISOString() }])
  const done = await runWhen((run) => run.status === 'succeeded')
  expect(done.message).toBe('checkout runs again')
  expect(done.steps.map(({ kind, status }) => [kind, status])).toEqual([
    ['notify', 'succeeded'],
    ['wait', 'succeeded'],
    ['end', 'skipped'],
    ['run', 'succeeded'],
    ['end', 'skipped'],
    ['end', 'succeeded'],
  ])
  expect((await alerts())[0]?.status).toBe('resolved')
  const over = await until('the mail that it is over', async () => smtp.mails[1])
  expect(over.subject).toMatch(/resolved/i)
  expect(over.inReplyTo ?? over.references).toContain(mail.messageId)

  // Sent again and again by Alertmanager, it stays one run and one page.
  expect((await tocsin.get<{ items: unknown[] }>('/api/v1/runs')).items).toHaveLength(1)
  expect(smtp.mails).toHaveLength(2)

  await page.goto(tocsin.url)
  await page.getByText('checkout runs again').first().waitFor()
  await page.getByText('Notify @admin via email').first().waitFor()
  // The links of messages open what they speak of.
  const ofRun = page.getByRole('region', { name: 'This run' })
  await page.goto(`${tocsin.url}/#run=${done.id}`)
  await ofRun.getByText('Notify @admin via email').waitFor()
  await page.goto(`${tocsin.url}/#incident=${done.workflow_id.split('/')[2]}`)
  const ofIncident = page.getByRole('region', { name: 'This incident' })
  // What resolved it had no annotations, so the alert is called by its name now.
  await ofIncident.getByRole('heading', { name: 'critical ServiceDown' }).waitFor()
  await ofIncident.getByText('checkout runs again', { exact: true }).waitFor()
  await page.goto(done.temporal_url)
  await page.getByText(done.workflow_id).first().waitFor()
})

async function alerts(): Promise<Alert[]> {
  return (await tocsin.get<{ items: Alert[] }>('/api/v1/alerts')).items
}

async function runWhen(is: (run: Run) => boolean): Promise<Run> {
  return await until('the run', async () => {
    const [first] = (await tocsin.get<{ items: Run[] }>('/api/v1/runs')).items
    const run = first && (await tocsin.get<Run>(`/api/v1/runs/${first.id}`))
    return run && is(run) ? run : undefined
  })
}
