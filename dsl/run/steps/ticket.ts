import type { TicketResult } from '../../model/activity.ts'
import type { TicketStep } from '../../model/plan.ts'
import { attemptAgain, attemptFirst, retryOrFail } from '../attempts.ts'
import { contextOf, messageOf } from '../context.ts'
import { own } from '../../model/own.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** Creates, changes or closes a ticket. The one that is changed is that of the step named. */
export const ticket: StepMind<TicketStep> = {
  enter(turn, frame, step) {
    const known = step.action === 'create' ? null : (own(turn.namesAt(frame), step.of) ?? null)
    if (step.action !== 'create' && known === null) {
      const message = `There is no ticket ${step.of}: the step that creates it was not reached.`
      turn.fail(frame, { code: 'no-ticket', message, final: true, retryAfterMs: null })
      return
    }
    const input = {
      ...contextOf(turn, frame.id),
      action: step.action,
      system: step.action === 'create' ? step.of : null,
      ticket: known,
      message: messageOf(turn, frame, step),
    }
    attemptFirst(turn, frame, step, { name: 'changeTicket', input })
  },
  answered(turn, frame, step, answer) {
    if (answer.name === 'changeTicket') changed(turn, frame, step, answer.result)
  },
  failed: (turn, frame, step, failure) => retryOrFail(turn, frame, step, failure),
  elapsed: (turn, frame, step) => attemptAgain(turn, frame, step),
}

function changed(turn: Turn, frame: StepFrame, step: TicketStep, { system, key, url }: TicketResult): void {
  const result = { system, key, url }
  if (step.as !== null) turn.name(frame, step.as, result)
  turn.succeed(frame, { detail: url === null ? key : `${key} ${url}`, result })
}
