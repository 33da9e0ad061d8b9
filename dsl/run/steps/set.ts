import { renderText, valueOf } from '../../compile/value-of.ts'
import type { ReadResult } from '../../model/activity.ts'
import { mostVariable } from '../../model/limits.ts'
import { pathsIn } from '../../model/paths-in.ts'
import type { SetStep } from '../../model/plan.ts'
import { tooLarge } from '../calls.ts'
import { contextOf, factsOf } from '../context.ts'
import { areLive } from '../paths.ts'
import { readFirst } from '../reading.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** Sets a variable, or writes a note into the timeline (D113). A missing value leaves the variable missing. */
export const set: StepMind<SetStep> = {
  enter(turn, frame, step) {
    if (areLive(pathsIn(step.value))) readFirst(turn, frame)
    else assign(turn, frame, step, null)
  },
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') assign(turn, frame, step, answer.result)
    else if (answer.name === 'addNote') turn.succeed(frame)
  },
}

function assign(turn: Turn, frame: StepFrame, step: SetStep, read: ReadResult | null): void {
  const facts = factsOf(turn, frame, read)
  if (step.name !== null) {
    const value = valueOf(step.value, facts)
    if (value !== undefined && JSON.stringify(value).length > mostVariable) {
      turn.fail(frame, tooLarge(`The value of \`${step.name}\``, mostVariable))
      return
    }
    turn.name(frame, step.name, value)
    turn.succeed(frame)
    return
  }
  const text = renderText(step.value, facts)
  turn.call(frame.id, frame.id, step.title, null, {
    name: 'addNote',
    input: { ...contextOf(turn, frame.id), text },
  })
}
