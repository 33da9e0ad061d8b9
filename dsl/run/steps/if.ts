import { evaluate } from '../../compile/evaluate.ts'
import type { ReadResult } from '../../model/activity.ts'
import type { IfStep } from '../../model/plan.ts'
import { factsOf } from '../context.ts'
import { isLive } from '../paths.ts'
import { readFirst } from '../reading.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** Takes the first arm whose condition holds; live facts are read just before, once for all arms. */
export const branch: StepMind<IfStep> = {
  enter(turn, frame, step) {
    const conditions = step.arms.map(({ condition }) => condition)
    if (conditions.some(isLive)) readFirst(turn, frame, conditions)
    else take(turn, frame, step, null)
  },
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') take(turn, frame, step, answer.result)
  },
}

function take(turn: Turn, frame: StepFrame, step: IfStep, read: ReadResult | null): void {
  const facts = factsOf(turn, frame, read)
  const index = step.arms.findIndex((arm) => evaluate(arm.condition, facts))
  turn.mark(frame, { result: { arm: index < 0 ? 'else' : index } })
  const taken = index < 0 ? 'else' : (`arm.${index}` as const)
  turn.skipInside(frame, taken)
  turn.open(frame, taken)
}
