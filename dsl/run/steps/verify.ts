import { evaluate } from '../../compile/evaluate.ts'
import type { ReadResult } from '../../model/activity.ts'
import { conditionText } from '../../model/condition-text.ts'
import type { Condition } from '../../model/expression.ts'
import type { RunStep } from '../../model/plan.ts'
import { durationText } from '../../model/value-text.ts'
import { nextChange } from '../../model/window.ts'
import { contextOf, factsOf } from '../context.ts'
import { own } from '../own.ts'
import { areLive, namesRead, pathsOfCondition, windowsOf } from '../paths.ts'
import type { StepFrame } from '../state.ts'
import type { Turn } from '../turn.ts'

/**
 * Begins to verify: true now or within the time (D106). What reads live facts is watched by the engine (D10), what reads
 * a window is looked at again whenever the window opens or closes; what reads variables and results only cannot change by
 * waiting and is decided at once.
 */
export function verify(turn: Turn, frame: StepFrame, step: RunStep): void {
  if (step.verify === null) return
  const { condition, withinMs } = step.verify
  const until = turn.at + withinMs
  const verifying = turn.stage(frame, { at: 'verifying', until })
  const paths = pathsOfCondition(condition)
  if (!areLive(paths)) {
    look(turn, verifying, step, null)
    return
  }
  rest(turn, verifying, condition, until)
  turn.call(frame.id, `${frame.id}.watch`, `Watch: ${step.title}`, null, {
    name: 'watchCondition',
    input: {
      ...contextOf(turn, frame.id),
      condition,
      names: namesRead(turn.state.names, paths),
      meta: turn.plan.meta,
      deadline: until,
    },
  })
}

/** The timer has run out: a window has opened or closed, or the time is over. */
export function lookAgain(turn: Turn, frame: StepFrame, step: RunStep): void {
  if (step.verify === null) return
  const { condition } = step.verify
  const live = areLive(pathsOfCondition(condition))
  // The engine watches what events change; what the clock changes is looked at here.
  if (live && windowsOf(condition).length === 0) notVerified(turn, frame, step)
  else if (live)
    turn.call(frame.id, `${frame.id}.read`, 'Read the incident', null, {
      name: 'readIncident',
      input: contextOf(turn, frame.id),
    })
  else look(turn, frame, step, null)
}

/** The live facts for that second look have come. */
export const looked = (turn: Turn, frame: StepFrame, step: RunStep, read: ReadResult): void =>
  look(turn, frame, step, read)

/**
 * The condition holds. A run whose incident is over by then may tell of it, as one that passed a `wait for resolve` (D5):
 * that the alert is gone is what it verified.
 */
export function verified(turn: Turn, frame: StepFrame, resolved: boolean): void {
  turn.giveUp(frame.id)
  if (resolved) turn.update({ afterResolve: true })
  turn.succeed(frame, { detail: 'verified', result: own(turn.state.records, frame.id)?.result ?? null })
}

function look(turn: Turn, frame: StepFrame, step: RunStep, read: ReadResult | null): void {
  if (step.verify === null || frame.stage.at !== 'verifying') return
  const { condition } = step.verify
  const { until } = frame.stage
  if (evaluate(condition, factsOf(turn, frame, read))) verified(turn, frame, read?.resolved ?? false)
  else if (turn.at >= until || (read === null && windowsOf(condition).length === 0)) notVerified(turn, frame, step)
  else rest(turn, frame, condition, until)
}

/** Waits until the clock changes what the condition reads, at most until the time is over. */
function rest(turn: Turn, frame: StepFrame, condition: Condition, until: number): void {
  const changes = windowsOf(condition).map((window) => nextChange(window, turn.at) ?? until)
  turn.mark(frame, { status: 'waiting', waiting_until: until })
  const ms = Math.min(until, ...changes) - turn.at
  turn.timer(frame.id, `${frame.id}.verify`, `Verify: ${turn.step(frame).title}`, ms)
}

/** The time is over and the condition never held. */
function notVerified(turn: Turn, frame: StepFrame, { verify: wanted }: RunStep): void {
  if (wanted === null) return
  turn.giveUp(frame.id)
  const { condition, withinMs } = wanted
  const message = `The action succeeded, but this did not become true within ${durationText(withinMs)}: ${conditionText(condition)}`
  turn.fail(frame, { code: 'verify-failed', message, final: true, retryAfterMs: null })
}

/** The run ends while the engine watches: it may forget. */
export function unwatch(turn: Turn, frame: StepFrame, step: RunStep): void {
  if (frame.stage.at !== 'verifying' || step.verify === null) return
  turn.call(null, `${frame.id}.unwatch`, 'Forget the watch', null, {
    name: 'unwatchCondition',
    input: contextOf(turn, frame.id),
  })
}
