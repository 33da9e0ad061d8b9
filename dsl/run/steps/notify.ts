import type { NotifyStep } from '../../model/plan.ts'
import { attemptAgain, attemptFirst, retryOrFail } from '../attempts.ts'
import { contextOf, messageOf } from '../context.ts'
import { announced, callOf, endOfMessage, paged } from '../messages.ts'
import type { StepMind } from '../step-mind.ts'

/** Tells people and rooms. Whether the incident still wants it is read by the activity just before it sends (D5). */
export const notify: StepMind<NotifyStep> = {
  enter(turn, frame, step) {
    const input = {
      ...contextOf(turn, frame.id),
      targets: step.targets,
      via: step.via,
      message: messageOf(turn, frame, step, step.targets),
    }
    attemptFirst(turn, frame, step, { name: 'notify', input })
  },
  answered(turn, frame, step, answer) {
    if (answer.name !== 'notify') return
    announced(turn, callOf(frame.stage), answer.result)
    // A schedule that is notified is paged at level 1, so the next `escalate` climbs to level 2.
    if (answer.result.status === 'sent')
      for (const target of step.targets) if (target.kind === 'handle') paged(turn, target.name, 1)
    turn.succeed(frame, endOfMessage(answer.result))
  },
  failed: (turn, frame, step, failure) => retryOrFail(turn, frame, step, failure),
  elapsed: (turn, frame, step) => attemptAgain(turn, frame, step),
}
