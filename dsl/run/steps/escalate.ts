import type { EscalateStep } from '../../model/plan.ts'
import { attemptAgain, attemptFirst, retryOrFail } from '../attempts.ts'
import { contextOf, messageOf } from '../context.ts'
import { announced, callOf, endOfMessage, paged, pagedOf } from '../messages.ts'
import type { StepMind } from '../step-mind.ts'

/** Pages a level of a schedule; without a level the next above the highest that this run has paged (D116). */
export const escalate: StepMind<EscalateStep> = {
  enter(turn, frame, step) {
    const before = pagedOf(turn, step.target)
    const input = {
      ...contextOf(turn, frame.id),
      target: step.target,
      level: step.level,
      highest_paged: before?.highest ?? 0,
      first_paged_at: before?.first_at ?? null,
      via: step.via,
      message: messageOf(turn, frame, step),
    }
    attemptFirst(turn, frame, step, { name: 'escalate', input })
  },
  answered(turn, frame, step, answer) {
    if (answer.name !== 'escalate') return
    announced(turn, callOf(frame.stage), answer.result)
    if (answer.result.status === 'sent' && answer.result.level > 0) paged(turn, step.target, answer.result.level)
    turn.succeed(frame, endOfMessage(answer.result))
  },
  failed: (turn, frame, step, failure) => retryOrFail(turn, frame, step, failure),
  elapsed: (turn, frame, step) => attemptAgain(turn, frame, step),
}
