import type { ReadResult } from '../../model/activity.ts'
import { conditionText } from '../../model/condition-text.ts'
import type { RunStep } from '../../model/plan.ts'
import { durationText } from '../../model/value-text.ts'
import { own } from '../../model/own.ts'
import type { StepFrame } from '../state.ts'
import type { Turn } from '../turn.ts'
import { rememberUndo } from '../undo.ts'
import { look, type Shown, type Wanted, watch, watchAgain } from '../watching.ts'

/** Begins to verify: true now or within the time (D106). */
export const verify = (turn: Turn, frame: StepFrame, step: RunStep): void =>
  told(turn, frame, step, (wanted) => watch(turn, frame, wanted))

/** The timer has run out. */
export const lookAgain = (turn: Turn, frame: StepFrame, step: RunStep): void =>
  told(turn, frame, step, (wanted) => watchAgain(turn, frame, wanted))

/** Live facts have come for a second look. */
export const looked = (turn: Turn, frame: StepFrame, step: RunStep, read: ReadResult): void =>
  told(turn, frame, step, (wanted) => look(turn, frame, wanted, read))

/**
 * The condition holds. A run whose incident is over by then may tell of it, as one that passed a `wait for resolve` (D5):
 * that the alert is gone is what it verified.
 */
export function verified(turn: Turn, frame: StepFrame, step: RunStep, resolved: boolean): void {
  turn.giveUp(frame.id)
  if (resolved) turn.update({ afterResolve: true })
  if (step.rollback !== undefined) rememberUndo(turn, frame)
  turn.succeed(frame, { detail: 'verified', result: own(turn.state.records, frame.id)?.result ?? null })
}

function told(turn: Turn, frame: StepFrame, step: RunStep, ask: (wanted: Wanted) => Shown): void {
  if (step.verify === null) return
  const shown = ask({ ...step.verify, title: `Verify: ${step.title}` })
  if (shown?.kind === 'holds') verified(turn, frame, step, shown.resolved)
  if (shown?.kind === 'over') notVerified(turn, frame, step)
}

/** The time is over and the condition never held: the step is undone and fails. */
function notVerified(turn: Turn, frame: StepFrame, { verify: wanted, rollback }: RunStep): void {
  if (wanted === null) return
  turn.giveUp(frame.id)
  const { condition, withinMs } = wanted
  const message = `The action succeeded, but this did not become true within ${durationText(withinMs)}: ${conditionText(condition)}`
  const failure = { code: 'verify-failed', message, final: true, retryAfterMs: null }
  if (rollback === undefined) {
    turn.fail(frame, failure)
    return
  }
  turn.stage(frame, { at: 'undoing', cause: { failure, step: frame.id } })
  turn.open(frame, 'rollback', { keepsStage: true })
}
