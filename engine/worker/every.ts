import type { Log } from '../observability/log.ts'
import { alarmClock } from './alarm-clock.ts'

/** A piece of work done again and again. */
export interface Repeating {
  /** Begins the next pass at once, or when the one under way has ended. */
  now(): void
  /** Resolves when the pass that is under way has ended. */
  stop(): Promise<void>
}

/** What failed is not left for minutes. */
const longestAfterFailureMs = 5_000

/**
 * Does `work`, waits `ms`, and so on; passes never overlap. A pass that fails is logged once until one succeeds, is tried
 * again soon, and does not end the series.
 */
export function every(ms: number, what: string, log: Log, work: () => Promise<unknown>): Repeating {
  const stopping = new AbortController()
  const alarm = alarmClock(stopping.signal)
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
      await alarm.sleep(failing ? Math.min(ms, longestAfterFailureMs) : ms)
    }
  }
  const ended = loop()
  return {
    now: alarm.ring,
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
