/**
 * `tocsin api` and `tocsin worker` as two processes on MariaDB and on PostgreSQL, each on a server of the test's own: the
 * main job, then `kill -9` of the worker, of the API and of the database while alerts are in flight. Whatever was answered
 * with 2xx is there afterwards and has exactly one run. The figures are printed.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MortalTemporal, mortalTemporal } from '../engine/worker/temporal-server.ts'
import { describeOwnServers, type OwnDatabase } from '../support/own-databases.ts'
import { type SeparateRoles, separateRoles } from '../support/separate-roles.ts'
import { type SmtpPeer, smtpPeer } from '../support/smtp.ts'
import { until } from '../support/until.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'
import { type Field, keysInFlight, keysReceived, patienceMs, proveNothingLost, storm } from './campaign.ts'

const rules = `rule "Campaign" {
  when alert.source == "campaign"
  then {
    notify @oncall via hook
    set told = true
    notify @oncall via hook
  }
}
rule "Seen" {
  when alert.source == "story"
  then {
    notify @admin via email
    wait for ack up to 5m
      on timeout { end failed "nobody acknowledged" }
    end ok "somebody has seen it"
  }
}
`
const alerts = 100

describeOwnServers('separate roles', (server) => {
  const closing: (() => Promise<unknown>)[] = []
  const keep = <T>(part: T, close: (part: T) => Promise<unknown>): T => {
    closing.push(() => close(part))
    return part
  }
  let database: OwnDatabase
  let temporal: MortalTemporal
  let hook: WebhookPeer
  let smtp: SmtpPeer
  let roles: SeparateRoles
  let field: Field

  beforeAll(async () => {
    database = keep(await server.create(), (own) => own.remove())
    temporal = keep(await mortalTemporal(), (own) => own.remove())
    await Promise.all([database.start(), temporal.start()])
    // A receiver that takes its time, so that sends are in flight when a kill comes.
    hook = keep(await webhookPeer((got, response) => setTimeout(() => strictWebhook(got, response), 30)), (peer) =>
      peer.close(),
    )
    smtp = keep(await smtpPeer(), (peer) => peer.close())
    roles = keep(
      await separateRoles({
        rules,
        databaseUrl: database.url,
        temporalAddress: temporal.address,
        env: {
          TOCSIN_ADMIN_EMAIL: 'admin@example.org',
          SMTP_SERVER: '127.0.0.1',
          SMTP_PORT: String(smtp.port),
          SMTP_FROM: 'tocsin@example.org',
          TOCSIN_CONN_HOOK_TYPE: 'webhook',
          TOCSIN_CONN_HOOK_URL: hook.url,
        },
      }),
      (own) => own.remove(),
    )
    // Both at once on an empty database: whoever comes second waits for the other's migrations.
    await Promise.all([roles.api.start(), roles.worker.start()])
    const { url, store } = roles
    field = { url, store, hook, temporalAddress: temporal.address, messagesPerRun: { campaign: 2 } }
  }, 180_000)
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })

  /** When the hook has got some more messages than now. */
  const underWay = (before = hook.received.length) =>
    until('messages are under way', async () => (hook.received.length > before + 10 ? true : undefined), patienceMs)
  const campaign = (name: string, interrupt: () => Promise<void>) =>
    storm(field, { source: 'campaign', name, count: alerts, after: { accepted: alerts / 2, interrupt } })

  test('an alert to the API, its run in the worker, the link of the mail to the API', async () => {
    const reply = await fetch(`${roles.url}/api/v1/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ source: 'story', title: 'Disk full', severity: 'critical' }),
    })
    expect(reply.status).toBe(201)
    const alert = (await reply.json()) as { id: string }
    const mail = await until('the mail', async () => smtp.mails[0])
    const link = /https?:\/\/\S*\/ack\/[\w.~-]+/.exec(mail.text ?? '')?.[0] ?? ''
    // What the button on the link's page does.
    const page = await (await fetch(link)).text()
    expect(page).toContain('<form')
    expect((await fetch(link, { method: 'POST' })).ok).toBe(true)
    const run = await until('the run has ended', async () => {
      const answer = await fetch(`${roles.url}/api/v1/runs?alert_id=${alert.id}`)
      const { items } = (await answer.json()) as { items: { status: string; message: string }[] }
      return items[0]?.status === 'succeeded' ? items[0] : undefined
    })
    expect(run.message).toBe('somebody has seen it')
    expect(smtp.mails).toHaveLength(1)
  })

  test('the worker tells of itself: ready, and what it measures', async () => {
    expect((await fetch(`${roles.workerUrl}/livez`)).status).toBe(200)
    const ready = await fetch(`${roles.workerUrl}/readyz`)
    expect([ready.status, await ready.json()]).toMatchObject([200, { db: 'ok', temporal: 'ok' }])
    expect(await (await fetch(`${roles.workerUrl}/metrics`)).text()).toMatch(/^tocsin_temporal_up 1$/m)
    expect((await fetch(`${roles.workerUrl}/api/v1/alerts`)).status).toBe(404)
  })

  test(
    'kill -9 of the worker while alerts are in flight',
    async () => {
      let inFlight: ReadonlySet<string> = new Set()
      const result = await campaign('kill-worker', async () => {
        await underWay()
        await roles.worker.kill()
        inFlight = await keysInFlight(roles.store)
        await roles.worker.start()
      })
      const repeated = await proveNothingLost(field, `${server.name}, kill -9 of the worker`, 'campaign', result)
      console.log(`${server.name}, kill -9 of the worker: ${inFlight.size} messages were in flight`)
      expect(repeated.filter((key) => !inFlight.has(key))).toEqual([])
      for (const key of repeated) expect(keysReceived(hook).filter((one) => one === key)).toHaveLength(2)
    },
    patienceMs,
  )

  test(
    'kill -9 of the API while alerts are in flight',
    async () => {
      const result = await campaign('kill-api', async () => {
        await roles.api.kill()
        await roles.api.start()
      })
      expect(await proveNothingLost(field, `${server.name}, kill -9 of the API`, 'campaign', result)).toEqual([])
    },
    patienceMs,
  )

  test(
    'kill -9 of the database while alerts are in flight: 503 until it is back, then all that was accepted',
    async () => {
      // At once, so that the senders still have as many to send.
      const result = await campaign('kill-database', async () => {
        await database.kill()
        await until('the API says so', async () =>
          (await fetch(`${roles.url}/health`)).status === 503 ? true : undefined,
        )
        await database.start()
      })
      expect(result.refused).toBeGreaterThan(0)
      await proveNothingLost(field, `${server.name}, kill -9 of the database`, 'campaign', result)
    },
    patienceMs,
  )
})
