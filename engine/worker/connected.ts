/** What the worker role does while it has a connection to Temporal. */
import type { Worker } from '@temporalio/worker'
import type { Activities } from '../../activities/contract.ts'
import type { Log } from '../observability/log.ts'
import { backOff } from './back-off.ts'
import { connectTemporal, type Temporal, type TemporalSettings } from './client.ts'
import { ensureNamespace } from './namespace.ts'
import { pause } from './pause.ts'
import { claimTaskQueue } from './task-queue-owner.ts'
import { isTemporalFault } from './temporal-fault.ts'
import { createTemporalWorker } from './temporal-worker.ts'

export interface ConnectParts extends TemporalSettings {
  readonly taskQueue: string
  readonly installation: string
  readonly activities: Activities
  readonly bundle: Promise<string>
  readonly log: Log
}

/** A namespace that was just made, and a server that just came up, may refuse for a while. */
const longestPauseMs = 5_000

/**
 * Connects and makes the worker, trying again as long as it is Temporal that does not play along.
 * @returns null when `signal` is aborted first
 * @throws {ForeignTaskQueue} when another installation serves the queue (D73)
 */
export async function connectWorker(
  parts: ConnectParts,
  signal: AbortSignal,
): Promise<{ readonly temporal: Temporal; readonly worker: Worker } | null> {
  const { namespace, taskQueue, installation, activities, log } = parts
  const stopped = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  for (let attempt = 0; !signal.aborted; attempt++) {
    const temporal = await connectTemporal(parts, log, signal)
    if (temporal === null) return null
    const { connection } = temporal
    try {
      await ensureNamespace(connection, namespace)
      await claimTaskQueue(connection, { namespace, taskQueue, installation, now: Date.now() })
      // Where it has to be built, that takes seconds: a stop does not wait for it.
      const bundle = await Promise.race([parts.bundle, stopped])
      if (bundle === null) {
        await connection.close()
        return null
      }
      const worker = await createTemporalWorker({ connection, namespace, taskQueue, installation, bundle, activities })
      return { temporal, worker }
    } catch (error) {
      await connection.close().catch(() => undefined)
      if (!isTemporalFault(error)) throw error
      if (attempt === 0) log.warn({ err: error }, 'Temporal is not ready yet; trying again')
      await pause(backOff(attempt, 250, longestPauseMs), signal)
    }
  }
  return null
}
