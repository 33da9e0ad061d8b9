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
  let [all, handled] = [0, 0]
  const page = () =>
    parts.store.timers.claim(now, pageSize, async (tx, timer) => {
      const known = await parts.handle(tx, timer)
      if (!known) throw new Error(`No handler for timers of kind "${timer.kind}"; a newer Tocsin may have set it.`)
      parts.metrics.timers.inc({ kind: timer.kind })
      handled += 1
    })
  for (;;) {
    handled = 0
    const taken = await page().finally(() => {
      if (handled > 0) parts.wake()
    })
    all += taken
    if (taken < pageSize) return all
  }
}
