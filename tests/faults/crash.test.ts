/**
 * The crash campaign: `kill -9` of the tocsin process and of the Temporal server, each while 200 alerts are in flight,
 * and Temporal away while 500 arrive. Every alert that was answered with 2xx has exactly one run, every run ends, every
 * message arrives, and only messages in flight at a kill of ours are repeated, once (D33). The figures are printed.
 */
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'
import { until } from '../support/until.ts'
import { type MortalTemporal, mortalTemporal } from '../engine/worker/temporal-server.ts'
import { type MortalTocsin, mortalTocsin } from './mortal-tocsin.ts'

const rules = `rule "Campaign" {
  when alert.source == "campaign"
  then {
    notify @oncall via hook
    set told = true
    notify @oncall via hook
  }
}
rule "Flood" {
  when alert.source == "flood"
  then { notify @oncall via hook }
}
`
const messagesPerRun = { campaign: 2, flood: 1 }
type Source = keyof typeof messagesPerRun
const senders = 25
/** Far more than the campaign needs on an idle machine. */
const patienceMs = 170_000

let temporal: MortalTemporal
let hook: WebhookPeer
let tocsin: MortalTocsin

beforeAll(async () => {
  temporal = await mortalTemporal()
  await temporal.start()
  // A receiver that takes its time, so that sends are in flight when a kill comes.
  hook = await webhookPeer((got, response) => setTimeout(() => strictWebhook(got, response), 30))
  tocsin = await mortalTocsin(rules, {
    TEMPORAL_ADDRESS: temporal.address,
    TOCSIN_CONN_HOOK_TYPE: 'webhook',
    TOCSIN_CONN_HOOK_URL: hook.url,
  })
  await tocsin.start()
  await until('all is well', async () => ((await health()) === 'ok' ? true : undefined))
})
afterAll(async () => {
  await tocsin.remove()
  await temporal.remove()
  await hook.close()
})

const health = async () => ((await (await fetch(`${tocsin.url}/health`)).json()) as { status: string }).status

/** Sends one alert as a patient client does: again with the same body until it is answered 2xx. */
async function send(source: Source, fingerprint: string): Promise<string> {
  return until(
    `${fingerprint} is accepted`,
    async () => {
      const reply = await fetch(`${tocsin.url}/api/v1/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ source, title: fingerprint, severity: 'high', fingerprint }),
      })
      const body = (await reply.json()) as { id: string }
      if (reply.ok) return body.id
      if (reply.status !== 503) throw new Error(`answered ${reply.status}: ${JSON.stringify(body)}`)
      return undefined
    },
    patienceMs,
  )
}

/** Sends so many at once from several senders; `after.interrupt` is called when that many have been accepted. */
async function storm(
  source: Source,
  name: string,
  count: number,
  after: { accepted: number; interrupt: () => Promise<void> } | null,
) {
  const ids = new Map<string, string>()
  let next = 0
  let interruption: Promise<void> | null = null
  const sender = async () => {
    while (next < count) {
      const fingerprint = `${name}-${next++}`
      ids.set(fingerprint, await send(source, fingerprint))
      if (after && ids.size >= after.accepted) interruption ??= after.interrupt()
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  await interruption
  return ids
}

const allEnded = () =>
  until(
    'every run has ended and the outbox is empty',
    async () => {
      const open = await tocsin.store.database.tables.runs.model.count({ where: { ended_at: null } })
      const { count } = await tocsin.store.outbox.backlog()
      return open === 0 && count === 0 ? true : undefined
    },
    patienceMs,
  )

/** How often each message of these alerts reached the receiver, by its idempotency key. */
function received(runs: readonly { readonly workflow_id: string }[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { body } of hook.received) {
    const { idempotency_key: key } = JSON.parse(body) as { idempotency_key: string }
    if (runs.some(({ workflow_id }) => key.startsWith(`${workflow_id}/`))) times.set(key, (times.get(key) ?? 0) + 1)
  }
  return times
}

/** What holds after every fault. @returns the keys of repeated messages */
async function proveNothingLost(
  what: string,
  source: Source,
  ids: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  await allEnded()
  const { tables } = tocsin.store.database
  const alertIds = new Set(ids.values())
  expect(alertIds.size).toBe(ids.size)
  const taken = (await tables.incidentAlerts.select({ where: {} })).filter(({ alert_id }) => alertIds.has(alert_id))
  expect(taken.map(({ alert_id }) => alert_id).sort()).toEqual([...alertIds].sort())
  const incidents = new Set(taken.map(({ incident_id }) => incident_id))
  const runs = (await tables.runs.select({ where: {} })).filter(({ incident_id }) => incidents.has(incident_id))
  expect(runs).toHaveLength(ids.size)
  expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['succeeded']))
  expect(await workflowsOf(runs.map(({ workflow_id }) => workflow_id))).toBe(ids.size)

  const times = received(runs)
  const repeated = [...times].filter(([, count]) => count > 1)
  const most = Math.max(...times.values())
  console.log(
    `${what}: ${ids.size} alerts accepted, ${runs.length} runs, all ended; ` +
      `${times.size} messages arrived, ${repeated.length} of them repeated, none more than ${most} times`,
  )
  expect(times.size).toBe(ids.size * messagesPerRun[source])
  return repeated.map(([key]) => key)
}

/** How many executions Temporal has of these workflow ids; a second one of an id would be one more. */
async function workflowsOf(ids: readonly string[]): Promise<number> {
  const connection = await Connection.connect({ address: temporal.address })
  try {
    const wanted = new Set(ids)
    let found = 0
    for await (const { workflowId } of new Client({ connection }).workflow.list({ query: "WorkflowType = 'playbook'" }))
      if (wanted.has(workflowId)) found++
    return found
  } finally {
    await connection.close()
  }
}

describe('crash campaign', () => {
  test(
    'kill -9 of the tocsin process while 200 alerts are in flight',
    async () => {
      const inFlight = new Set<string>()
      const ids = await storm('campaign', 'kill-tocsin', 200, {
        accepted: 100,
        interrupt: async () => {
          await until('messages are under way', async () => (hook.received.length > 10 ? true : undefined))
          await tocsin.kill()
          for (const { key } of await tocsin.store.database.tables.deliveries.select({ where: { status: 'sending' } }))
            inFlight.add(key)
          await tocsin.start()
        },
      })
      const repeated = await proveNothingLost('kill -9 of tocsin', 'campaign', ids)
      console.log(`kill -9 of tocsin: ${inFlight.size} messages were in flight`)
      expect(repeated.filter((key) => !inFlight.has(key))).toEqual([])
      const times = hook.received.map(({ body }) => (JSON.parse(body) as { idempotency_key: string }).idempotency_key)
      for (const key of repeated) expect(times.filter((one) => one === key)).toHaveLength(2)
    },
    patienceMs,
  )

  test(
    'kill -9 of the Temporal server while 200 alerts are in flight',
    async () => {
      const before = hook.received.length
      const ids = await storm('campaign', 'kill-temporal', 200, {
        accepted: 100,
        interrupt: async () => {
          await until('messages are under way', async () => (hook.received.length > before + 10 ? true : undefined))
          await temporal.kill()
          await temporal.start()
        },
      })
      expect(await proveNothingLost('kill -9 of Temporal', 'campaign', ids)).toEqual([])
    },
    patienceMs,
  )

  test(
    'Temporal is away while 500 alerts arrive',
    async () => {
      await temporal.kill()
      const ids = await storm('flood', 'temporal-away', 500, null)
      await until('health says so', async () => ((await health()) === 'degraded' ? true : undefined))
      expect((await tocsin.store.outbox.backlog()).count).toBeGreaterThanOrEqual(500)
      await temporal.start()
      expect(await proveNothingLost('Temporal away', 'flood', ids)).toEqual([])
      await until('health says that it is over', async () => ((await health()) === 'ok' ? true : undefined))
    },
    patienceMs,
  )
})
