import { type NativeConnection, Worker } from '@temporalio/worker'
import type { Activities } from '../../activities/contract.ts'
import { activitiesMs } from '../process/stop-times.ts'
import { workerIdentity } from './task-queue-owner.ts'

export interface TemporalWorkerOptions {
  readonly connection: NativeConnection
  readonly namespace: string
  readonly taskQueue: string
  readonly installation: string
  /** Path of the prebuilt workflow code. */
  readonly bundle: string
  readonly activities: Activities
}

/**
 * The Temporal worker of this process; `run()` polls until `shutdown()`. The sticky timeout is short, because until it is
 * over nobody else takes up the runs of a worker that was killed.
 */
export const createTemporalWorker = ({ bundle, activities, ...options }: TemporalWorkerOptions): Promise<Worker> =>
  Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    identity: workerIdentity(options.installation),
    workflowBundle: { codePath: bundle },
    activities: { ...activities },
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: activitiesMs,
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 10 },
    activityTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 10 },
  })
