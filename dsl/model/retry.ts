/** How often a step is tried again where its rule does not say (D103, D104). */
import type { Retry } from './plan.ts'

/**
 * Of `notify`, `escalate` and updates: pauses of 10, 20, 40, 80 and 150 seconds, so a mail server that restarts or is
 * away for four minutes costs no page. Who waits meanwhile has the message in the inbox already.
 */
export const messageRetry: Retry = { times: 5, backoffMs: 10_000, maxMs: 150_000 }
/** Of `run`: a repair is not repeated unasked. */
export const remediationRetry: Retry = { times: 0, backoffMs: 1_000, maxMs: 60_000 }
