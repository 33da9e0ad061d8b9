import { mostHandedOver } from '../model/limits.ts'
import type { Retry } from '../model/plan.ts'
import { type Call, type Failure, tooLarge } from './calls.ts'
import type { RunPart, StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** What is said of something that may be tried again, as the clauses of a step say it. */
export interface Tried {
  readonly title: string
  readonly timeoutMs: number
  readonly retry: Retry
}

/** Does the step's activity for the first time. */
export const attemptFirst = (turn: Turn, frame: StepFrame, step: Tried, call: Call): void =>
  act(turn, frame, step, call, 1)

/** The pause between two attempts is over. */
export function attemptAgain(turn: Turn, frame: StepFrame, step: Tried): void {
  if (frame.stage.at === 'resting') act(turn, frame, step, frame.stage.call, frame.stage.attempt + 1)
}

/** After a failed attempt: the pause before the next, or the step fails (D103). */
export function retryOrFail(turn: Turn, frame: StepFrame, { title, retry }: Tried, failure: Failure): void {
  if (frame.stage.at !== 'acting' || !mayTryAgain(retry, frame.stage.attempt, failure)) {
    turn.fail(frame, failure)
    return
  }
  const { attempt, call } = frame.stage
  const ms = pauseMs(retry, frame.id, attempt, failure.retryAfterMs)
  turn.stage(frame, { at: 'resting', attempt, call })
  turn.mark(frame, {
    status: 'waiting',
    detail: attemptText(retry, attempt, failure),
    waiting_until: turn.at + ms,
  })
  turn.timer(frame.id, frame.id, `Pause before attempt ${attempt + 1}: ${title}`, ms)
}

function act(turn: Turn, frame: StepFrame, { title, timeoutMs, retry }: Tried, call: Call, attempt: number): void {
  if (JSON.stringify(call.input).length > mostHandedOver) {
    turn.fail(frame, tooLarge(`What “${title}” is given`, mostHandedOver))
    return
  }
  turn.stage(frame, { at: 'acting', attempt, call })
  turn.mark(frame, { status: 'running', attempts: attempt, waiting_until: null })
  callAttempt(turn, frame.id, frame.id, { title, timeoutMs, retry }, call, attempt)
}

/** Asks for one attempt and tells it how many are left, for it may hold something back for the last. */
export function callAttempt(
  turn: Turn,
  owner: StepFrame['id'] | RunPart,
  id: string,
  { title, timeoutMs, retry }: Tried,
  call: Call,
  attempt: number,
): void {
  const shown = attempt === 1 ? title : `${title} (attempt ${attempt})`
  const input = { ...call.input, attempts_left: retry.times + 1 - attempt }
  turn.call(owner, id, shown, timeoutMs, { ...call, input } as Call)
}

/** Whether another attempt follows a failed one (D103). */
export const mayTryAgain = (retry: Retry, attempt: number, failure: Failure): boolean =>
  !failure.final && attempt <= retry.times

/** What a record says between two attempts. */
export const attemptText = (retry: Retry, attempt: number, { code, message }: Failure): string =>
  `attempt ${attempt} of ${retry.times + 1}: ${code}: ${message}`

/**
 * Doubles from `backoffMs` up to `maxMs`, less up to a fifth so that steps which failed together don't come back
 * together. The fifth comes from the step's id: the mind knows no chance.
 */
export function pauseMs(retry: Retry, id: string, failed: number, askedMs: number | null): number {
  const grown = Math.min(retry.backoffMs * 2 ** (failed - 1), retry.maxMs)
  const spread = Math.round(grown * (1 - (hash(`${id}/${failed}`) % 1000) / 5000))
  return Math.max(spread, askedMs ?? 0)
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  return value
}
