import type { WorldEvent } from '../../model/activity.ts'
import type { ApproveStep } from '../../model/plan.ts'
import { durationText } from '../../model/value-text.ts'
import { attemptAgain, attemptFirst, retryOrFail } from '../attempts.ts'
import { contextOf, messageOf } from '../context.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

type Decided = Extract<WorldEvent, { readonly kind: 'decided' }>

/** Asks people, and waits for enough of them to approve or one to reject (D117). Who may decide is asked before it is told. */
export const approve: StepMind<ApproveStep> = {
  enter(turn, frame, step) {
    const input = {
      ...contextOf(turn, frame.id),
      targets: step.by,
      via: step.via,
      quorum: step.quorum,
      exclude_requester: step.excludeRequester,
      until: turn.at + step.upToMs,
      message: messageOf(turn, frame, step, step.by),
    }
    attemptFirst(turn, frame, step, { name: 'askApproval', input })
  },
  answered(turn, frame, step, answer) {
    if (answer.name !== 'askApproval') return
    const until = frame.began + step.upToMs
    turn.stage(frame, { at: 'asking', until, approved: [] })
    turn.mark(frame, { status: 'waiting', waiting_until: until })
    turn.timer(frame.id, frame.id, step.title, Math.max(0, until - turn.at))
  },
  failed: (turn, frame, step, failure) => retryOrFail(turn, frame, step, failure),
  elapsed(turn, frame, step) {
    if (frame.stage.at === 'resting') {
      attemptAgain(turn, frame, step)
      return
    }
    finish(turn, frame, step, null)
    const message = `${step.title}: nobody decided within ${durationText(step.upToMs)}`
    turn.fail(frame, { code: 'timeout', message, final: true, retryAfterMs: null })
  },
  told(turn, frame, step, event) {
    if (frame.stage.at !== 'asking') return
    if (event.kind === 'decided' && event.step === frame.id) decided(turn, frame, step, event)
    else if (event.kind === 'resolved' && step.onResolve !== undefined) {
      finish(turn, frame, step, null)
      turn.open(frame, 'resolve')
    }
  },
}

function decided(turn: Turn, frame: StepFrame, step: ApproveStep, event: Decided): void {
  if (frame.stage.at !== 'asking') return
  if (!event.approved) {
    finish(turn, frame, step, event)
    const said = event.comment === null ? '' : `: ${event.comment}`
    const message = `${step.title}: rejected by ${event.by}${said}`
    turn.fail(frame, { code: 'rejected', message, final: true, retryAfterMs: null })
    return
  }
  const approved = [...new Set([...frame.stage.approved, event.by])]
  turn.stage(frame, { ...frame.stage, approved })
  turn.mark(frame, { detail: `approved by ${approved.join(', ')}` })
  if (approved.length < step.quorum) return
  const result = finish(turn, frame, step, event)
  const ended = { detail: `approved by ${approved.join(', ')}`, result }
  turn.mark(frame, { status: 'succeeded', ...ended, ended_at: turn.at, waiting_until: null })
  if (step.onApproved === null) turn.succeed(frame, ended)
  else turn.open(frame, 'approved')
}

/** The step's name reads who decided what, also in its handlers. */
function finish(turn: Turn, frame: StepFrame, step: ApproveStep, event: Decided | null) {
  turn.giveUp(frame.id)
  const result = {
    approved: event?.approved ?? false,
    by: event?.by ?? null,
    at: { $: 'time', ms: turn.at } as const,
    comment: event?.comment ?? null,
  }
  if (step.as !== null) turn.name(frame, step.as, result)
  turn.mark(frame, { status: 'succeeded', result, ended_at: turn.at, waiting_until: null })
  return result
}
