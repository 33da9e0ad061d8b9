import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import type { Links } from '../../activities/dependencies.ts'
import type { NoticeInput, ResolveNoticeInput, RunInput, WorldEvent } from '../../dsl/model/activity.ts'
import type { Log } from '../observability/log.ts'
import type { WorkerMetrics } from '../observability/worker-metrics.ts'
import type { EndedFromOutside, Pipeline } from '../pipeline/contract.ts'
import type { Store } from '../store/contract.ts'
import type { OutboxRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { describeRun, endedWithoutAWord } from './describe-run.ts'
import { restartRun } from './restart-run.ts'
import { startNotice, startRun } from './start-run.ts'
import { worldSignal } from './workflow-names.ts'

export interface SendRowParts {
  readonly store: Pick<Store, 'runs' | 'outbox' | 'timeline'>
  readonly pipeline: Pick<Pipeline, 'reroute'>
  readonly links: Pick<Links, 'run'>
  readonly taskQueue: string
  readonly metrics: WorkerMetrics
  readonly log: Log
}

/**
 * Takes one outbox row to Temporal. Returns when Temporal has it or there is nothing left to tell; each kind may be
 * sent twice without harm.
 * @returns false when the row must stay unsent, because its run starts anew first, or just did
 */
export async function sendRow(parts: SendRowParts, client: Client, row: OutboxRow): Promise<boolean> {
  const scope = systemScope(row.tenant)
  switch (row.kind) {
    case 'start': {
      const input = row.payload as unknown as RunInput
      const run = await parts.store.runs.get(scope, input.run_id)
      await startRun(client, input, {
        taskQueue: parts.taskQueue,
        rule: run?.rule_name ?? 'action',
        link: parts.links.run({ tenant: row.tenant, run_id: input.run_id }),
      })
      return true
    }
    case 'resolve_notice':
      await startNotice(client, 'resolveNotice', row.payload as unknown as ResolveNoticeInput, parts.taskQueue)
      return true
    case 'notice':
      await startNotice(client, 'notice', row.payload as unknown as NoticeInput, parts.taskQueue)
      return true
    case 'signal':
      return await signal(parts, client, row)
  }
}

async function signal(parts: SendRowParts, client: Client, row: OutboxRow): Promise<boolean> {
  const event = row.payload as unknown as WorldEvent
  const handle = client.workflow.getHandle(row.workflow_id)
  try {
    await handle.signal(worldSignal, event)
    return true
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
  // The same answer for a run that has ended and for one that Temporal never heard of. The record is read before Temporal
  // is asked: what another worker starts anew meanwhile is not this one's to begin again.
  const scope = systemScope(row.tenant)
  const run = row.run_id === null ? null : await parts.store.runs.get(scope, row.run_id)
  const found = await describeRun(client, row.workflow_id)
  if (found.state === 'running') return false
  if (found.state === 'lost' && run !== null && run.ended_at === null) {
    await restartRun(parts, run)
    return false
  }
  if (event.kind === 'joined') await reroute(parts, row, endedWithoutAWord(found))
  return true
}

/** A workflow that ended without the handshake (D2), terminated by hand for one: the alert still gets its run. */
async function reroute(parts: SendRowParts, row: OutboxRow, ended: EndedFromOutside): Promise<void> {
  const answer = await parts.pipeline.reroute(systemScope(row.tenant), row, ended)
  if (answer.kind === 'known') return
  parts.metrics.rerouted.inc()
  parts.log.error(
    { workflow: row.workflow_id, from: row.incident_id, to: answer.incident_id },
    'An alert had joined a closed run',
  )
}
