import proto from '@temporalio/proto'
import type { NativeConnection } from '@temporalio/worker'
import { hostname } from 'node:os'

const workflowQueue = proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW
/** A poll lasts at most 60 s; the server shows pollers for minutes after they have gone. */
const freshMs = 70_000

/** Another database's worker serves the queue: its runs and ours would get into each other's hands (D73). */
export class ForeignTaskQueue extends Error {
  override readonly name = 'ForeignTaskQueue'
  constructor(taskQueue: string, identity: string) {
    super(
      `Another Tocsin (${identity}) already serves the Temporal task queue "${taskQueue}". ` +
        'Set TEMPORAL_TASK_QUEUE to another name for one of the two; if that one no longer runs, try again in a minute.',
    )
  }
}

/** How a worker of ours is called in Temporal; says which installation it belongs to. */
export const workerIdentity = (installation: string): string => `tocsin:${installation}:${hostname()}:${process.pid}`

/** @throws {ForeignTaskQueue} when a worker of another installation polled within the last minute */
export async function claimTaskQueue(
  connection: NativeConnection,
  query: {
    readonly namespace: string
    readonly taskQueue: string
    readonly installation: string
    readonly now: number
  },
): Promise<void> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace: query.namespace,
    taskQueue: { name: query.taskQueue },
    taskQueueType: workflowQueue,
  })
  for (const { identity, lastAccessTime } of pollers ?? []) {
    const [kind, installation] = (identity ?? '').split(':')
    if (kind !== 'tocsin' || installation === query.installation) continue
    if (query.now - Number(lastAccessTime?.seconds ?? 0) * 1000 > freshMs) continue
    throw new ForeignTaskQueue(query.taskQueue, identity ?? '')
  }
}
