import type { Retry } from '../model/plan.ts'
import type { Call, Failure } from './calls.ts'
import type { Attempt, StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** Does the step's activity for the first time. */
export const attemptFirst = (turn: Turn, frame: StepFrame, call: Call, timeoutMs: number): void =>
  act(turn, frame, { call, timeoutMs, number: 1 })

/** The pause between two attempts is over. */
export function attemptAgain(turn: Turn, frame: StepFrame): void {
  if (frame.stage.at !== 'resting') return
  const { attempt } = frame.stage
  act(turn, frame, { ...attempt, number: attempt.number + 1 })
}

/** After a failed attempt: the pause before the next, or the step fails (D103). */
export function retryOrFail(turn: Turn, frame: StepFrame, retry: Retry, failure: Failure): void {
  if (frame.stage.at !== 'acting' || failure.final || frame.stage.attempt.number > retry.times) {
    turn.fail(frame, failure)
    return
  }
  const { attempt } = frame.stage
  const ms = pauseMs(retry, frame.id, attempt.number, failure.retryAfterMs)
  turn.stage(frame, { at: 'resting', attempt })
  turn.mark(frame, {
    status: 'waiting',
    detail: `attempt ${attempt.number} of ${retry.times + 1}: ${failure.code}: ${failure.message}`,
    waiting_until: turn.at + ms,
  })
  turn.timer(frame.id, frame.id, `Pause before attempt ${attempt.number + 1}: ${turn.step(frame).title}`, ms)
}

function act(turn: Turn, frame: StepFrame, attempt: Attempt): void {
  const { title } = turn.step(frame)
  turn.stage(frame, { at: 'acting', attempt })
  turn.mark(frame, { status: 'running', attempts: attempt.number, waiting_until: null })
  const shown = attempt.number === 1 ? title : `${title} (attempt ${attempt.number})`
  turn.call(frame.id, frame.id, shown, attempt.timeoutMs, attempt.call)
}

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
