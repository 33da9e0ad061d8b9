import type { RunStatus, StepRecord } from '../model/activity.ts'
import type { Plan } from '../model/plan.ts'
import { allSteps } from '../model/plan-steps.ts'
import { timeText } from '../model/value-text.ts'
import { own } from './own.ts'
import { stepOf } from './places.ts'
import type { State, StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** All steps as written, none begun: people see from the start what is to come. */
export const pendingRecords = (plan: Plan): State['records'] =>
  Object.fromEntries(
    allSteps(plan).map(({ id, kind, title }) => [
      id,
      {
        id,
        kind,
        title,
        status: 'pending',
        attempts: 0,
        started_at: null,
        ended_at: null,
        waiting_until: null,
        detail: null,
        result: null,
      } satisfies StepRecord,
    ]),
  )

/** Writes what has changed since `before`, ahead of the effects of this turn; nothing changed, nothing written. */
export function record(turn: Turn, before: State): void {
  const steps = Object.values(turn.state.records).filter((step) => own(before.records, step.id) !== step)
  const status = statusOf(turn.state)
  const waiting_for = waitingFor(turn.plan, turn.state)
  const first = before.phase === 'new'
  if (!first && steps.length === 0 && status === statusOf(before) && waiting_for === waitingFor(turn.plan, before))
    return
  const seq = turn.state.seq + 1
  turn.update({ seq })
  const { tenant, run_id } = turn.state.run
  const all = first ? Object.values(turn.state.records) : steps
  turn.effects.unshift({ kind: 'record', record: { tenant, run_id, seq, status, waiting_for, steps: all } })
}

/** Waiting: nothing but timers and people can go on. */
export function statusOf(state: State): RunStatus {
  if (state.phase === 'new') return 'pending'
  const asks = Object.values(state.asks)
  return asks.length > 0 && asks.every((ask) => ask.what === 'timer') ? 'waiting' : 'running'
}

/** For whom or what the run waits and until when, for people; null while it acts. */
export function waitingFor(plan: Plan, state: State): string | null {
  if (statusOf(state) !== 'waiting') return null
  if (state.phase === 'gathering') return 'more alerts of the group'
  if (state.phase === 'ending')
    return state.updates.sending !== null
      ? 'the next attempt of an update'
      : state.updates.joined
        ? 'the next update about alerts that joined'
        : 'the incident to close'
  const waits = Object.values(state.frames).flatMap((frame) => (frame.kind === 'step' ? wait(plan, state, frame) : []))
  return waits.join('; ') || null
}

function wait(plan: Plan, state: State, frame: StepFrame): readonly string[] {
  const until = own(state.records, frame.id)?.waiting_until ?? null
  if (frame.stage.at === 'inside' || until === null) return []
  const step = stepOf(plan, frame.step)
  const whom = state.told.length > 0 ? ` by ${state.told.join(', ')}` : ''
  const what =
    frame.stage.at === 'resting'
      ? `the next attempt of ${frame.id}`
      : frame.stage.at === 'verifying'
        ? `the verification of ${frame.id}`
        : step.kind !== 'wait'
          ? frame.id
          : step.for === 'ack'
            ? `acknowledgement${whom}`
            : 'the alerts to resolve'
  return [`${what} until ${timeText(until - (until % 1_000))}`]
}
