/** The mind of a run: pure, without clock, await or Temporal (D1). `workflows/` is its shell. */
export { advance } from './advance.ts'
export { begin } from './begin.ts'
export type { Answer, Call, CallName, Calls, Failure } from './calls.ts'
export type { Effect, Outcome } from './effects.ts'
export type { RunEvent } from './events.ts'
export { statusOf, waitingFor } from './records.ts'
export type { State } from './state.ts'
export { updateEveryMs } from './updates.ts'
