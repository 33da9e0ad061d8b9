import type { Log } from '../observability/log.ts'
import { pause } from './pause.ts'

/** A piece of work done again and again. */
export interface Repeating {
  /** Resolves when the pass that is under way has ended. */
  stop(): Promise<void>
}

/**
 * Does `work`, waits `ms`, and so on; passes never overlap. A pass that fails is logged once until one succeeds and does
 * not end the series.
 */
export function every(ms: number, what: string, log: Log, work: () => Promise<unknown>): Repeating {
  const stopping = new AbortController()
  const loop = async () => {
    let failing = false
    while (!stopping.signal.aborted) {
      try {
        await work()
        failing = false
      } catch (error) {
        if (!failing && !stopping.signal.aborted) log.error({ err: error }, `${what} failed; trying again`)
        failing = true
      }
      await pause(ms, stopping.signal)
    }
  }
  const ended = loop()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
