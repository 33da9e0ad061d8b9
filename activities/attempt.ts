/** What an activity may know of the attempt it runs in. Outside Temporal there is one attempt without a time limit. */
import { Context } from '@temporalio/activity'

const current = (): Context | null => {
  try {
    return Context.current()
  } catch {
    return null
  }
}

/** Time left unused at the end of an attempt, so that we give up before Temporal starts the next one beside us. */
const marginMs = 500

/** Milliseconds that this attempt has in all; null when it has no limit. */
function attemptMs(): number | null {
  const limit = current()?.info.startToCloseTimeoutMs
  return limit ? Math.max(limit - marginMs, limit / 2) : null
}

/**
 * True when a retryable failure will be tried again: by the run, which says how often, or by Temporal.
 * @param ofRun `attempts_left` of the input
 */
export function retriesLeft(ofRun = 0): boolean {
  if (ofRun > 0) return true
  const info = current()?.info
  if (!info?.retryPolicy) return false
  const { maximumAttempts } = info.retryPolicy
  return !maximumAttempts || info.attempt < maximumAttempts
}

/** Fires when the activity is cancelled or its attempt is running out of time. */
export function attemptSignal(): AbortSignal {
  const limit = attemptMs()
  const signals: AbortSignal[] = []
  const context = current()
  if (context) signals.push(context.cancellationSignal)
  if (limit !== null) signals.push(AbortSignal.timeout(limit))
  return AbortSignal.any(signals)
}

/** Whether `attemptSignal` fired because the attempt's time is over, not because the run was cancelled. */
export const isTimeUp = ({ aborted, reason }: AbortSignal): boolean =>
  aborted && reason instanceof DOMException && reason.name === 'TimeoutError'

/** Tells Temporal every `everyMs` that `work` goes on; that is also how a cancellation reaches us. */
export async function withHeartbeats<T>(everyMs: number, work: () => Promise<T>): Promise<T> {
  const context = current()
  if (!context) return work()
  const beat = setInterval(() => context.heartbeat(), everyMs)
  try {
    return await work()
  } finally {
    clearInterval(beat)
  }
}
