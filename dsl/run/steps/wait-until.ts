import type { WaitUntilStep } from '../../model/plan.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'
import { look, type Shown, unwatch, type Wanted, watch, watchAgain } from '../watching.ts'

/** Waits until a condition holds; the run may then tell people although the incident is over (D5, D10). */
export const waitUntil: StepMind<WaitUntilStep> = {
  enter: (turn, frame, step) => told(turn, frame, step, watch(turn, frame, wantedBy(step))),
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') told(turn, frame, step, look(turn, frame, wantedBy(step), answer.result))
    else if (answer.name === 'watchCondition' && answer.result.holds) passed(turn, frame, step)
  },
  elapsed: (turn, frame, step) => told(turn, frame, step, watchAgain(turn, frame, wantedBy(step))),
  told(turn, frame, step, event) {
    if (frame.stage.at !== 'verifying') return
    if (event.kind === 'watch' && event.watch === frame.id) passed(turn, frame, step)
    else if (event.kind === 'resolved' && step.onResolve !== undefined) {
      finish(turn, frame, step, 'resolved')
      turn.open(frame, 'resolve')
    }
  },
  left: (turn) => turn.update({ afterResolve: true }),
  abandoned: (turn, frame) => unwatch(turn, frame),
}

const wantedBy = ({ condition, upToMs, title }: WaitUntilStep): Wanted => ({ condition, withinMs: upToMs, title })

function told(turn: Turn, frame: StepFrame, step: WaitUntilStep, shown: Shown): void {
  if (shown?.kind === 'holds') passed(turn, frame, step)
  if (shown?.kind === 'over') timedOut(turn, frame, step)
}

function passed(turn: Turn, frame: StepFrame, step: WaitUntilStep): void {
  turn.succeed(frame, { detail: 'it holds', result: finish(turn, frame, step, 'holds') })
}

function timedOut(turn: Turn, frame: StepFrame, step: WaitUntilStep): void {
  const result = finish(turn, frame, step, 'timeout')
  if (step.onTimeout === null) turn.succeed(frame, { detail: 'timed out', result })
  else turn.open(frame, 'timeout')
}

/** The wait is over, one way or the other; its name reads which. */
function finish(turn: Turn, frame: StepFrame, step: WaitUntilStep, outcome: 'holds' | 'timeout' | 'resolved') {
  turn.giveUp(frame.id)
  turn.update({ afterResolve: true })
  const result = { outcome }
  if (step.as !== null) turn.name(frame, step.as, result)
  turn.mark(frame, { status: 'succeeded', detail: outcome, result, ended_at: turn.at, waiting_until: null })
  return result
}
