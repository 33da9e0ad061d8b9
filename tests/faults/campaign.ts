/** What every fault run does: many alerts at once from several senders, and afterwards the count of what came of them. */
import { Client, Connection } from '@temporalio/client'
import { expect } from 'vitest'
import type { SqlStore } from '../../engine/store/index.ts'
import { everyTenant } from '../../engine/store/scope.ts'
import { until } from '../support/until.ts'
import type { WebhookPeer } from '../support/webhook-peer.ts'

const senders = 25
/** Far more than a campaign needs on an idle machine. */
export const patienceMs = 170_000

export interface Field {
  readonly url: string
  readonly store: SqlStore
  readonly hook: WebhookPeer
  readonly temporalAddress: string
  /** How often a run of a source tells. */
  readonly messagesPerRun: Readonly<Record<string, number>>
}
export interface Storm {
  readonly source: string
  /** Fingerprints are this and a number. */
  readonly name: string
  readonly count: number
  /** Called once, when that many have been accepted; the senders go on meanwhile. */
  readonly after?: { readonly accepted: number; readonly interrupt: () => Promise<void> }
}
export interface StormResult {
  /** Alert ids by fingerprint. */
  readonly ids: ReadonlyMap<string, string>
  readonly refused: number
  readonly slowestRefusalMs: number
}

/** Sends each alert as a patient client does: again with the same body until it is answered 2xx. */
export async function storm(field: Pick<Field, 'url'>, { source, name, count, after }: Storm): Promise<StormResult> {
  const ids = new Map<string, string>()
  let refused = 0
  let slowestRefusalMs = 0
  const send = (fingerprint: string): Promise<string> =>
    until(
      `${fingerprint} is accepted`,
      async () => {
        const began = performance.now()
        const reply = await fetch(`${field.url}/api/v1/alerts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ source, title: fingerprint, severity: 'high', fingerprint }),
        })
        const body = (await reply.json()) as { id: string }
        if (reply.ok) return body.id
        unexpected.push(...oddities(reply, body))
        refused++
        slowestRefusalMs = Math.max(slowestRefusalMs, performance.now() - began)
        return undefined
      },
      patienceMs,
    )
  const unexpected: string[] = []
  let next = 0
  let interruption: Promise<void> | null = null
  const sender = async () => {
    while (next < count) {
      const fingerprint = `${name}-${next++}`
      ids.set(fingerprint, await send(fingerprint))
      if (after && ids.size >= after.accepted) interruption ??= after.interrupt()
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  await interruption
  expect(unexpected).toEqual([])
  return { ids, refused, slowestRefusalMs: Math.round(slowestRefusalMs) }
}

/** What a refusal must be: 503, problem+json, with the time to come again. */
function oddities(reply: Response, body: unknown): string[] {
  const sound =
    reply.status === 503 &&
    Number(reply.headers.get('retry-after')) >= 1 &&
    reply.headers.get('content-type')?.startsWith('application/problem+json') === true
  return sound ? [] : [`${reply.status}: ${JSON.stringify(body)}`]
}

/**
 * What holds after every fault: each accepted alert is stored, has exactly one run and one workflow, every run has ended
 * well, every message has arrived. The figures are printed.
 * @returns the keys of repeated messages
 */
export async function proveNothingLost(
  field: Field,
  what: string,
  source: string,
  { ids, refused, slowestRefusalMs }: StormResult,
): Promise<readonly string[]> {
  const { tables } = field.store.database
  await until(
    'every run has ended and the outbox is empty',
    async () => {
      const open = await tables.runs.count(everyTenant, { ended_at: null })
      const { count } = await field.store.outbox.backlog()
      return open === 0 && count === 0 ? true : undefined
    },
    patienceMs,
  )
  const alertIds = new Set(ids.values())
  expect(alertIds.size).toBe(ids.size)
  const stored = await tables.alerts.select(everyTenant, { where: { id: [...alertIds] } })
  expect(stored.map(({ fingerprint }) => fingerprint).sort()).toEqual([...ids.keys()].sort())
  const taken = (await tables.incidentAlerts.select(everyTenant, { where: {} })).filter(({ alert_id }) =>
    alertIds.has(alert_id),
  )
  expect(taken.map(({ alert_id }) => alert_id).sort()).toEqual([...alertIds].sort())
  const incidents = new Set(taken.map(({ incident_id }) => incident_id))
  const runs = (await tables.runs.select(everyTenant, { where: {} })).filter(({ incident_id }) =>
    incidents.has(incident_id),
  )
  expect(runs).toHaveLength(ids.size)
  expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['succeeded']))
  const workflows = runs.map(({ workflow_id }) => workflow_id)
  expect(await workflowsOf(field.temporalAddress, workflows)).toBe(ids.size)

  const times = received(field.hook, workflows)
  const repeated = [...times].filter(([, count]) => count > 1)
  const most = Math.max(...times.values())
  console.log(
    `${what}: ${ids.size} alerts accepted, ${refused} requests answered 503` +
      `${refused > 0 ? ` (the slowest after ${slowestRefusalMs} ms)` : ''}, ${runs.length} runs, all ended; ` +
      `${times.size} messages arrived, ${repeated.length} of them repeated, none more than ${most} times`,
  )
  expect(times.size).toBe(ids.size * (field.messagesPerRun[source] ?? 0))
  return repeated.map(([key]) => key)
}

/** How often each message of these workflows reached the receiver, by its idempotency key. */
function received(hook: WebhookPeer, workflows: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const key of keysReceived(hook))
    if (workflows.some((workflow) => key.startsWith(`${workflow}/`))) times.set(key, (times.get(key) ?? 0) + 1)
  return times
}

/** The idempotency keys of all messages, in order of arrival. */
export const keysReceived = (hook: WebhookPeer): string[] =>
  hook.received.map(({ body }) => (JSON.parse(body) as { idempotency_key: string }).idempotency_key)

/** The keys of messages that the log calls `sending`: after a kill, those that were in flight. */
export async function keysInFlight(store: SqlStore): Promise<ReadonlySet<string>> {
  const rows = await store.database.tables.deliveries.select(everyTenant, { where: { status: 'sending' } })
  return new Set(rows.map(({ key }) => key))
}

/** How many executions Temporal has of these workflow ids; a second one of an id would be one more. */
async function workflowsOf(address: string, ids: readonly string[]): Promise<number> {
  const connection = await Connection.connect({ address })
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
