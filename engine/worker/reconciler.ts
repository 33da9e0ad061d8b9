import type { Client } from '@temporalio/client'
import type { Log } from '../observability/log.ts'
import type { WorkerMetrics } from '../observability/worker-metrics.ts'
import type { Pipeline } from '../pipeline/contract.ts'
import type { Store } from '../store/contract.ts'
import type { RunRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { describeRun, endedWithoutAWord, type Found } from './describe-run.ts'
import { every } from './every.ts'
import { restartRun } from './restart-run.ts'
import { type Stranded, strandedTeller, withoutServed } from './stranded.ts'
import { workflowNames } from './workflow-names.ts'

const pageSize = 1_000

export interface ReconcilerParts {
  readonly store: Pick<Store, 'runs' | 'outbox' | 'timeline'>
  readonly pipeline: Pick<Pipeline, 'endRun'>
  readonly client: Client
  readonly taskQueue: string
  readonly metrics: WorkerMetrics
  readonly log: Log
  /** The dispatcher's, for rows that are due again. */
  readonly wake: () => void
  /** Between looks at unconfirmed runs (30 s), and how long a run may take to confirm itself (60 s). */
  readonly resendEveryMs?: number
  readonly confirmWithinMs?: number
  /** Between comparisons with what Temporal runs (5 min). */
  readonly compareEveryMs?: number
}

export interface Reconciling {
  /** Compares at once: Temporal may have lost its runs. */
  compareNow(): void
  /** Resolves when the passes that are under way have ended. */
  stop(): Promise<void>
}

/** Sent is not proof (D8): finds runs that Temporal never took, has lost, or has ended without our record knowing. */
export function startReconciler(parts: ReconcilerParts): Reconciling {
  const resending = every(parts.resendEveryMs ?? 30_000, 'Looking for unconfirmed runs', parts.log, () =>
    resendUnconfirmed(parts, new Date()),
  )
  const tellStranded = strandedTeller(parts)
  const comparing = every(parts.compareEveryMs ?? 300_000, 'Comparing runs with Temporal', parts.log, async () =>
    tellStranded(await compareRuns(parts, new Date())),
  )
  return {
    compareNow: comparing.now,
    async stop() {
      await Promise.all([resending.stop(), comparing.stop()])
    },
  }
}

/**
 * Sends the starts of runs again that have not confirmed themselves in time; harmless for those that only are slow. One
 * whose workflow has ended already will never confirm itself, however often it is sent: it is ended here too.
 */
export async function resendUnconfirmed(parts: ReconcilerParts, now: Date): Promise<number> {
  const before = new Date(now.getTime() - (parts.confirmWithinMs ?? 60_000))
  const runs = await parts.store.runs.unconfirmed(before, pageSize)
  let rows = 0
  for (const run of runs) {
    const found = await describeRun(parts.client, run.workflow_id)
    if (found.state === 'ended') await end(parts, run, found)
    else rows += await parts.store.outbox.resend(systemScope(run.tenant), run.workflow_id, now)
  }
  if (rows > 0) {
    parts.metrics.resent.inc(rows)
    parts.wake()
  }
  return rows
}

/** Compares every confirmed open run with what Temporal runs; answers those that stand still on another task queue. */
export async function compareRuns(parts: ReconcilerParts, now: Date): Promise<Stranded> {
  const known = await runningWorkflows(parts)
  const elsewhere = new Map<string, string[]>()
  let after: string | null = null
  for (;;) {
    const runs: readonly RunRow[] = await parts.store.runs.open(after, pageSize)
    // The unconfirmed are the other pass's: Temporal may not have taken them yet.
    for (const run of runs) {
      if (run.confirmed_at === null || known.has(run.workflow_id)) continue
      const queue = await settle(parts, run, now)
      if (queue === null || queue === parts.taskQueue) continue
      elsewhere.set(queue, [...(elsewhere.get(queue) ?? []), run.workflow_id])
    }
    after = runs.at(-1)?.id ?? null
    if (runs.length < pageSize) return withoutServed(parts.client, elsewhere, now.getTime())
  }
}

async function runningWorkflows({ client, taskQueue }: ReconcilerParts): Promise<ReadonlySet<string>> {
  const query = `WorkflowType = '${workflowNames.run}' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue.replaceAll("'", "\\'")}'`
  const known = new Set<string>()
  for await (const { workflowId } of client.workflow.list({ query, pageSize })) known.add(workflowId)
  return known
}

/**
 * The list lags behind, so that the workflow itself is asked before anything is done about it.
 * @returns the task queue on which it runs; null: nowhere any more
 */
async function settle(parts: ReconcilerParts, { tenant, id }: RunRow, now: Date): Promise<string | null> {
  const before = await reread(parts, tenant, id)
  if (before === null) return null
  const found = await describeRun(parts.client, before.workflow_id)
  // Read again after Temporal answered: a run that ended meanwhile has said so itself.
  const run = await reread(parts, tenant, id)
  if (run === null || run.ended_at !== null || run.confirmed_at === null) return null
  if (found.state === 'running') return found.taskQueue
  if (found.state === 'lost') {
    if (!(await restartRun(parts, before, now))) return null
    parts.log.error({ workflow: run.workflow_id }, 'Temporal had lost a run; it is started again')
    parts.wake()
  } else await end(parts, run, found)
  return null
}

/** Temporal says how it ended; the run itself never did. */
async function end(parts: ReconcilerParts, { tenant, id }: RunRow, found: Extract<Found, { state: 'ended' }>) {
  const ended = endedWithoutAWord(found)
  if (await parts.pipeline.endRun(systemScope(tenant), id, ended)) parts.metrics.ended.inc({ status: ended.status })
}

const reread = (parts: ReconcilerParts, tenant: string, id: string) => parts.store.runs.get(systemScope(tenant), id)
