import { contextOf } from './context.ts'
import type { StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** Asks for live facts; the step goes on when they come. */
export function readFirst(turn: Turn, frame: StepFrame): void {
  turn.stage(frame, { at: 'reading' })
  turn.call(frame.id, `${frame.id}.read`, 'Read the incident', null, {
    name: 'readIncident',
    input: contextOf(turn, frame.id),
  })
}
