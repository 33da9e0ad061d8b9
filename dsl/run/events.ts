import type { CloseResult, WorldEvent } from '../model/activity.ts'
import type { Answer, Failure } from './calls.ts'

/**
 * What the shell tells the mind. `at` is the time, milliseconds since 1970 UTC; `no` names the effect that it answers.
 * An answer to an effect that is no longer open changes nothing, so each may be told twice.
 */
export type RunEvent = { readonly at: number } & (
  | { readonly kind: 'started' }
  | { readonly kind: 'world'; readonly event: WorldEvent }
  | { readonly kind: 'answered'; readonly no: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly no: number; readonly failure: Failure }
  /** A timer ran out. */
  | { readonly kind: 'elapsed'; readonly no: number }
  /** The answer to `finish` (D2). */
  | { readonly kind: 'closed'; readonly no: number; readonly result: CloseResult }
)
