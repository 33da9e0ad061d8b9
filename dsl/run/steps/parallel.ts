import type { ParallelStep } from '../../model/plan.ts'
import { abandonInside } from '../abandon.ts'
import type { Failed, StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** Branches side by side: all are brought to their end, or the first to end well cancels the others (D110). */
export const parallel: StepMind<ParallelStep> = {
  enter(turn, frame, step) {
    const open = step.branches.length
    turn.stage(frame, { at: 'passing', items: [], next: open, open, cause: null })
    for (const index of step.branches.keys()) turn.open(frame, `branch.${index}`, { keepsStage: true })
    if (open === 0) turn.succeed(frame)
  },
  ended(turn, frame, step) {
    if (step.join === 'all') over(turn, frame, null)
    else {
      abandonInside(turn, frame.id)
      turn.succeed(frame)
    }
  },
  broken: (turn, frame, _step, _block, cause) => over(turn, frame, cause),
}

function over(turn: Turn, frame: StepFrame, failed: Failed | null): void {
  if (frame.stage.at !== 'passing') return
  const open = frame.stage.open - 1
  // The first error is the step's.
  const cause = frame.stage.cause ?? failed
  const now = turn.stage(frame, { ...frame.stage, open, cause })
  if (open > 0) return
  if (cause === null) turn.succeed(now)
  else turn.fail(now, cause.failure, cause.step)
}
