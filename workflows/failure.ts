import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/workflow'
import type { Failure } from '../dsl/run/index.ts'

/** What a failed activity means to the mind, in our codes. */
export function failureOf(error: unknown): Failure {
  const cause = error instanceof ActivityFailure ? error.cause : error
  if (cause instanceof ApplicationFailure)
    return {
      code: cause.type ?? 'error',
      message: cause.message,
      final: cause.nonRetryable ?? false,
      retryAfterMs: retryAfterMs(cause),
    }
  // A worker that died says nothing more: whether the action was done is not known.
  if (cause instanceof TimeoutFailure && cause.timeoutType === 'HEARTBEAT')
    return failure('interrupted', 'The worker stopped answering in the middle of the action.')
  if (cause instanceof TimeoutFailure) return failure('timeout', 'It took longer than its timeout.')
  if (cause instanceof CancelledFailure) return { ...failure('cancelled', 'It was cancelled.'), final: true }
  return failure('error', cause instanceof Error ? cause.message : String(cause))
}

const failure = (code: string, message: string): Failure => ({ code, message, final: false, retryAfterMs: null })

/** The SDK leaves `nextRetryDelay` out when it reads a failure; it stands in what came over the wire. */
function retryAfterMs(cause: ApplicationFailure): number | null {
  const delay = cause.failure?.applicationFailureInfo?.nextRetryDelay
  return delay ? Number(delay.seconds ?? 0) * 1_000 + Math.round((delay.nanos ?? 0) / 1e6) : null
}
