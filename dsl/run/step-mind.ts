import type { WorldEvent } from '../model/activity.ts'
import type { PlanStep } from '../model/plan.ts'
import type { Part } from '../model/plan-steps.ts'
import type { Answer, Failure } from './calls.ts'
import type { BlockFrame, Failed, StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** What one kind of step does. A step that ends says so by `turn.succeed`, `turn.fail` or `turn.end`. */
export interface StepMind<S extends PlanStep> {
  /** Its turn has come. */
  enter(turn: Turn, frame: StepFrame, step: S): void
  /** An activity that it asked for has answered. */
  answered?(turn: Turn, frame: StepFrame, step: S, answer: Answer): void
  /** An activity that it asked for has failed. Absent: the step fails. */
  failed?(turn: Turn, frame: StepFrame, step: S, failure: Failure): void
  /** Its timer ran out. */
  elapsed?(turn: Turn, frame: StepFrame, step: S): void
  /** The world has changed; `turn.state.incident` says how it is now. */
  told?(turn: Turn, frame: StepFrame, step: S, event: WorldEvent): void
  /** One of its handlers or bodies came to its end, the step is over. */
  left?(turn: Turn, frame: StepFrame, step: S, part: Part): void
  /** One of its bodies came to its end. Absent: so does the step. */
  ended?(turn: Turn, frame: StepFrame, step: S, block: BlockFrame): void
  /** One of its bodies has failed. Absent: so does the step. */
  broken?(turn: Turn, frame: StepFrame, step: S, block: BlockFrame, cause: Failed): void
  /** The run ends while the step is under way. */
  abandoned?(turn: Turn, frame: StepFrame, step: S): void
}
