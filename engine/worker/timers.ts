import type { Log } from '../observability/log.ts'
import type { WorkerMetrics } from '../observability/worker-metrics.ts'
import type { Store, Tx } from '../store/contract.ts'
import type { TimerRow } from '../store/rows.ts'
import { every, type Repeating } from './every.ts'

export interface TimersParts {
  readonly store: Pick<Store, 'timers'>
  /** Runs in the transaction that takes the timer. False: it knows no timers of this kind. */
  readonly handle: (tx: Tx, timer: TimerRow) => Promise<boolean>
  readonly metrics: WorkerMetrics
  readonly log: Log
  /** Handlers write outbox rows; this wakes the dispatcher. */
  readonly wake: () => void
  readonly everyMs?: number
}

const pageSize = 100

/** Takes due engine deadlines (D28). Waits inside a run are Temporal's, not these. */
export function startTimers(parts: TimersParts): Repeating {
  return every(parts.everyMs ?? 500, 'Taking due timers', parts.log, async () => {
    await claimDue(parts, new Date())
  })
}

/** Answers how many timers were handled. What was handled before a failure wakes the dispatcher too. */
export async function claimDue(parts: TimersParts, now: Date): Promise<number> {
  let all = 0
  // By key, for a transaction that meets another one is done again: the timer still counts once.
  const handled = new Map<string, TimerRow>()
  const page = () =>
    parts.store.timers.claim(now, pageSize, async (tx, timer) => {
      const known = await parts.handle(tx, timer)
      if (!known) throw new Error(`No handler for timers of kind "${timer.kind}"; a newer Tocsin may have set it.`)
      handled.set(JSON.stringify([timer.tenant, timer.kind, timer.key]), timer)
    })
  for (;;) {
    handled.clear()
    const taken = await page().finally(() => {
      for (const { kind } of handled.values()) parts.metrics.timers.inc({ kind })
      if (handled.size > 0) parts.wake()
    })
    all += taken
    if (taken < pageSize) return all
  }
}
