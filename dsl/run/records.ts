import type { RunStatus, StepRecord } from '../model/activity.ts'
import type { Plan, PlanStep } from '../model/plan.ts'
import { type Block, blocksOf, blocksOfRule, isRepeated } from '../model/plan-steps.ts'
import { timeText } from '../model/value-text.ts'
import { own } from '../model/own.ts'
import { stepOf } from './places.ts'
import type { State, StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** All steps as written, none begun: people see from the start what is to come. Those of loops come with each pass. */
export const pendingRecords = (plan: Plan): State['records'] =>
  Object.fromEntries(
    blocksOfRule(plan)
      .flatMap(plannedIn)
      .map(({ id, kind, title }) => [
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

const plannedIn = (block: Block): readonly PlanStep[] =>
  isRepeated(block.place.part) ? [] : block.steps.flatMap((step) => [step, ...blocksOf(step).flatMap(plannedIn)])

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
  if (Object.values(state.asks).every(({ owner }) => owner === '/repeat'))
    return `acknowledgement${state.told.length > 0 ? ` by ${state.told.join(', ')}` : ''}; until then it is told again`
  if (state.phase === 'ending')
    return state.updates.sending !== null
      ? 'the next attempt of an update'
      : state.updates.joined.length > 0
        ? 'the next update about alerts that joined'
        : 'the incident to close'
  const waits = Object.values(state.frames).flatMap((frame) => (frame.kind === 'step' ? wait(plan, state, frame) : []))
  return waits.join('; ') || null
}

function wait(plan: Plan, state: State, frame: StepFrame): readonly string[] {
  const record = own(state.records, frame.id)
  const until = record?.waiting_until ?? null
  if (frame.stage.at === 'inside' || until === null) return []
  const title = `“${record?.title ?? frame.id}”`
  const step = stepOf(plan, frame.step)
  const whom = state.told.length > 0 ? ` by ${state.told.join(', ')}` : ''
  const what =
    frame.stage.at === 'resting'
      ? `the next attempt of ${title}`
      : frame.stage.at === 'verifying'
        ? step.kind === 'wait until'
          ? `the condition of ${title}`
          : `the verification of ${title}`
        : step.kind === 'approve'
          ? `a decision by ${step.by.map((to) => (to.kind === 'handle' ? `@${to.name}` : 'an address')).join(', ')}`
          : step.kind !== 'wait'
            ? title
            : step.for === 'ack'
              ? `acknowledgement${whom}`
              : 'the alerts to resolve'
  return [`${what} until ${timeText(until - (until % 1_000))}`]
}
