import type { ReadResult } from '../../model/activity.ts'
import type { CallStep } from '../../model/plan.ts'
import { own } from '../../model/own.ts'
import { inPlaybook } from '../../model/plan-steps.ts'
import type { Value } from '../../model/value.ts'
import { durationText } from '../../model/value-text.ts'
import { abandonInside } from '../abandon.ts'
import { bindParams } from '../bind-params.ts'
import { factsOf } from '../context.ts'
import { stepsAt } from '../places.ts'
import { withFacts } from '../reading.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

type Names = Readonly<Record<string, Value>>

/** Does the steps of a playbook, which sees its parameters and none of the caller's names (D109). */
export const call: StepMind<CallStep> = {
  enter: (turn, frame, step) =>
    withFacts(turn, frame, Object.values(step.args), (read) => begin(turn, frame, step, read)),
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') begin(turn, frame, step, answer.result)
  },
  elapsed(turn, frame, step) {
    abandonInside(turn, frame.id)
    const message = `${step.title}: it was not done within ${durationText(step.timeoutMs ?? 0)}`
    turn.fail(frame, { code: 'timeout', message, final: true, retryAfterMs: null })
  },
  ended(turn, frame, _step, block) {
    // What is done beside its steps when somebody acknowledges is brought to its end, and so are they.
    const others = Object.values(turn.state.frames).some(({ parent }) => parent === frame.id)
    if (!others) endPlaybook(turn, frame, 'ok', null, block.names ?? {})
  },
  broken(turn, frame, step, block, cause) {
    const place = { step: inPlaybook(step.playbook), part: 'error' } as const
    if (block.place.part === 'then' && stepsAt(turn.plan, place) !== null) {
      turn.tasks.push({
        ...{ kind: 'open', frame, part: 'error', cause, place, pass: `@${frame.id}` },
        ...{ names: block.names ?? {}, isolated: true, keepsStage: true },
      })
      return
    }
    named(turn, frame, step, { ...block.names, outcome: 'failed', message: cause.failure.message })
    turn.fail(frame, cause.failure, cause.step)
  },
}

function begin(turn: Turn, frame: StepFrame, step: CallStep, read: ReadResult | null): void {
  const playbook = own(turn.plan.playbooks ?? {}, step.playbook)
  const facts = factsOf(turn, frame, read)
  const bound = bindParams(playbook?.params ?? [], step.args, facts)
  if ('refused' in bound) {
    const message = `${step.title}: ${bound.refused}`
    named(turn, frame, step, { outcome: 'failed', message })
    turn.fail(frame, { code: 'bad-parameters', message, final: true, retryAfterMs: null })
    return
  }
  const { names } = bound
  const called = turn.stage(frame, { at: 'called' })
  if (step.timeoutMs !== null) turn.timer(frame.id, `${frame.id}.timeout`, `Limit of ${step.title}`, step.timeoutMs)
  const place = { step: inPlaybook(step.playbook), part: 'then' } as const
  turn.open(called, 'then', { place, pass: `@${frame.id}`, names, isolated: true, keepsStage: true })
}

/** The playbook is over: by its last step or by an `end` in it (D108). */
export function endPlaybook(
  turn: Turn,
  frame: StepFrame,
  outcome: 'ok' | 'failed',
  message: string | null,
  names: Names,
): void {
  const step = turn.step(frame)
  if (step.kind !== 'call') return
  abandonInside(turn, frame.id)
  turn.giveUp(frame.id)
  named(turn, frame, step, { ...names, outcome, message })
  if (outcome === 'ok') turn.succeed(frame, { detail: message, result: { outcome, message } })
  else
    turn.fail(frame, {
      ...{ code: 'playbook-failed', message: message ?? `The playbook ${step.playbook} has failed.` },
      ...{ final: true, retryAfterMs: null },
    })
}

function named(turn: Turn, frame: StepFrame, { as }: CallStep, result: Names): void {
  if (as !== null) turn.name(frame, as, result)
}
