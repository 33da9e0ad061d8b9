import { hostname } from 'node:os'
import type { ConnectionLike } from '@temporalio/client'
import proto from '@temporalio/proto'

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

interface QueueQuery {
  readonly namespace: string
  readonly taskQueue: string
  /** Milliseconds. */
  readonly now: number
}

/** How the workers call themselves that polled the queue within the last minute. */
export async function workersOf(
  { workflowService }: Pick<ConnectionLike, 'workflowService'>,
  { namespace, taskQueue, now }: QueueQuery,
): Promise<readonly string[]> {
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: workflowQueue,
  })
  const fresh = (pollers ?? []).filter(
    ({ lastAccessTime }) => now - Number(lastAccessTime?.seconds ?? 0) * 1000 <= freshMs,
  )
  return fresh.map(({ identity }) => identity ?? '')
}

/** @throws {ForeignTaskQueue} when a worker of another installation polled within the last minute */
export async function claimTaskQueue(
  connection: Pick<ConnectionLike, 'workflowService'>,
  query: QueueQuery & { readonly installation: string },
): Promise<void> {
  for (const identity of await workersOf(connection, query)) {
    const [kind, installation] = identity.split(':')
    if (kind === 'tocsin' && installation !== query.installation) throw new ForeignTaskQueue(query.taskQueue, identity)
  }
}
