import type { Client } from '@temporalio/client'
import type { Log } from '../observability/log.ts'
import type { WorkerMetrics } from '../observability/worker-metrics.ts'
import { workersOf } from './task-queue-owner.ts'

/** Workflows that are open on task queues where nobody works, by queue: left behind when TEMPORAL_TASK_QUEUE changed. */
export type Stranded = ReadonlyMap<string, readonly string[]>

/** Leaves out the queues that a worker serves: there the runs go on. */
export async function withoutServed(client: Client, elsewhere: Stranded, now: number): Promise<Stranded> {
  const { namespace } = client.options
  const stranded = new Map<string, readonly string[]>()
  for (const [taskQueue, workflows] of elsewhere) {
    const workers = await workersOf(client.connection, { namespace, taskQueue, now })
    if (workers.length === 0) stranded.set(taskQueue, workflows)
  }
  return stranded
}

/** Says which runs are stranded: in the metric always, in the log when there are others than the last time. */
export function strandedTeller({ metrics, log }: { readonly metrics: WorkerMetrics; readonly log: Log }) {
  let told: ReadonlySet<string> = new Set()
  return (stranded: Stranded): void => {
    metrics.stranded.reset()
    for (const [queue, workflows] of stranded) {
      metrics.stranded.set({ task_queue: queue }, workflows.length)
      if (workflows.every((workflow) => told.has(workflow))) continue
      log.warn(
        { task_queue: queue, runs: workflows.length, first: workflows[0] },
        `Open runs wait on the task queue "${queue}", where no worker is. Set TEMPORAL_TASK_QUEUE back to "${queue}", or start a worker on it until they end.`,
      )
    }
    told = new Set([...stranded.values()].flat())
  }
}
