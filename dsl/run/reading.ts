import type { ReadResult } from '../model/activity.ts'
import { countsIn } from '../model/counts-in.ts'
import type { Condition, Expression } from '../model/expression.ts'
import { pathsIn } from '../model/paths-in.ts'
import { contextOf } from './context.ts'
import { areLive } from './paths.ts'
import type { StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** Asks for live facts, and for what windows hold; the step goes on when they come. */
export function readFirst(turn: Turn, frame: StepFrame, conditions: readonly Condition[] = []): void {
  turn.stage(frame, { at: 'reading' })
  readLive(turn, frame, conditions)
}

/** Likewise, without leaving the stage at which the step is. */
export function readLive(turn: Turn, frame: StepFrame, conditions: readonly Condition[]): void {
  const counts = conditions.flatMap(countsIn)
  turn.call(frame.id, `${frame.id}.read`, 'Read the incident', null, {
    name: 'readIncident',
    input: { ...contextOf(turn, frame.id), ...(counts.length > 0 && { counts }) },
  })
}

/** Goes on at once, or with live facts where one of the expressions reads them. */
export function withFacts(
  turn: Turn,
  frame: StepFrame,
  expressions: readonly Expression[],
  goOn: (read: ReadResult | null) => void,
): void {
  if (areLive(expressions.flatMap(pathsIn))) readFirst(turn, frame)
  else goOn(null)
}
