import { ApplicationFailure } from '@temporalio/common'

/** Whether and when trying again can help. */
export type RetryAdvice = 'never' | 'later' | { readonly afterMs: number }

/** Short codes by which a rule's `on error` and the pages tell failures apart (`error.code`). */
export type FailureCode =
  | 'DeliveryError'
  | 'not-configured'
  | 'bad-parameters'
  | 'ssh-failed'
  | 'host-key-mismatch'
  | 'foreign-installation'
  /** Runs the step's `on timeout` (D104). */
  | 'timeout'

/**
 * What channels and remediations throw: what went wrong, in words for people, and what to do next. It never carries the
 * error that caused it, because Temporal would write that one, secrets and all, into the history.
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly retry: RetryAdvice
  readonly code: FailureCode
  constructor(message: string, retry: RetryAdvice, code: FailureCode = 'DeliveryError') {
    super(message)
    this.retry = retry
    this.code = code
  }
}

/** Something outside the rule is missing or wrong: fails at once, trying again can't help (D17). */
export const notConfigured = (message: string): DeliveryError => new DeliveryError(message, 'never', 'not-configured')

/** The only place that knows Temporal's form of a failure. */
export const toFailure = (error: DeliveryError, details: readonly unknown[] = []): ApplicationFailure =>
  ApplicationFailure.create({
    type: error.code,
    message: error.message,
    nonRetryable: error.retry === 'never',
    details: [...details],
    ...(typeof error.retry === 'object' && { nextRetryDelay: error.retry.afterMs }),
  })

/**
 * One advice for several failures: if any may heal, it is worth trying again, and not before all of them allow it.
 * @param advices at least one
 */
export function combinedRetry(advices: readonly RetryAdvice[]): RetryAdvice {
  const healing = advices.filter((advice) => advice !== 'never')
  if (healing.length === 0) return 'never'
  const delays = healing.filter((advice) => typeof advice === 'object').map((advice) => advice.afterMs)
  return delays.length === 0 ? 'later' : { afterMs: Math.max(...delays) }
}
