/**
 * Waiting for a condition: true now or within a time. What reads live facts or windows is watched by the engine (D10), what
 * reads the calendar is looked at again whenever it changes; what reads variables and results only cannot change by waiting
 * and is decided at once.
 */
import { evaluate } from '../compile/evaluate.ts'
import type { ReadResult } from '../model/activity.ts'
import type { Condition } from '../model/expression.ts'
import { nextChange } from '../model/window.ts'
import { contextOf, factsOf } from './context.ts'
import { isLive, namesRead, pathsOfCondition, windowsOf } from './paths.ts'
import { readLive } from './reading.ts'
import type { StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

export interface Wanted {
  readonly condition: Condition
  readonly withinMs: number
  /** Of the timer, for people: `Verify: …`. */
  readonly title: string
}
/** What a look has shown; null: it is waited for still. */
export type Shown = { readonly kind: 'holds'; readonly resolved: boolean } | { readonly kind: 'over' } | null

/** Begins. */
export function watch(turn: Turn, frame: StepFrame, wanted: Wanted): Shown {
  const until = turn.at + wanted.withinMs
  const watching = turn.stage(frame, { at: 'verifying', until })
  if (!isLive(wanted.condition)) return look(turn, watching, wanted, null)
  rest(turn, watching, wanted, until)
  turn.call(frame.id, `${frame.id}.watch`, `Watch: ${turn.step(frame).title}`, null, {
    name: 'watchCondition',
    input: {
      ...contextOf(turn, frame.id),
      condition: wanted.condition,
      names: namesRead(turn.namesAt(frame), pathsOfCondition(wanted.condition)),
      meta: turn.plan.meta,
      deadline: until,
    },
  })
  return null
}

/** The timer has run out: the calendar has changed, or the time is over. */
export function watchAgain(turn: Turn, frame: StepFrame, wanted: Wanted): Shown {
  const live = isLive(wanted.condition)
  // The engine watches what events change; what the clock changes is looked at here.
  if (live && windowsOf(wanted.condition).length === 0) return { kind: 'over' }
  if (!live) return look(turn, frame, wanted, null)
  readLive(turn, frame, [wanted.condition])
  return null
}

/** A look, with live facts or without. */
export function look(turn: Turn, frame: StepFrame, wanted: Wanted, read: ReadResult | null): Shown {
  if (frame.stage.at !== 'verifying') return null
  const { until } = frame.stage
  if (evaluate(wanted.condition, factsOf(turn, frame, read)))
    return { kind: 'holds', resolved: read?.resolved ?? false }
  const never = read === null && windowsOf(wanted.condition).length === 0
  if (turn.at >= until || never) return { kind: 'over' }
  rest(turn, frame, wanted, until)
  return null
}

/** Waits until the clock changes what the condition reads, at most until the time is over. */
function rest(turn: Turn, frame: StepFrame, { condition, title }: Wanted, until: number): void {
  const changes = windowsOf(condition).map((window) => nextChange(window, turn.at) ?? until)
  turn.mark(frame, { status: 'waiting', waiting_until: until })
  turn.timer(frame.id, `${frame.id}.verify`, title, Math.min(until, ...changes) - turn.at)
}

/** The run ends while the engine watches: it may forget. */
export function unwatch(turn: Turn, frame: StepFrame): void {
  if (frame.stage.at !== 'verifying') return
  turn.call(null, `${frame.id}.unwatch`, 'Forget the watch', null, {
    name: 'unwatchCondition',
    input: contextOf(turn, frame.id),
  })
}
