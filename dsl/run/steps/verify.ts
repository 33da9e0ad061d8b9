import { evaluate } from '../../compile/evaluate.ts'
import type { RunStep } from '../../model/plan.ts'
import { contextOf, factsOf } from '../context.ts'
import { own } from '../own.ts'
import { areLive, namesRead, pathsOfCondition } from '../paths.ts'
import type { StepFrame } from '../state.ts'
import type { Turn } from '../turn.ts'

type Verify = NonNullable<RunStep['verify']>

/**
 * Begins to verify: true now or within the time (D106). What reads live facts is watched by the engine (D10); what reads
 * variables and results only cannot change by waiting and is decided at once.
 */
export function verify(turn: Turn, frame: StepFrame, { condition, withinMs }: Verify): void {
  const until = turn.at + withinMs
  const verifying = turn.stage(frame, { at: 'verifying', until })
  const paths = pathsOfCondition(condition)
  if (!areLive(paths)) {
    if (evaluate(condition, factsOf(turn, frame, null))) {
      verified(turn, verifying, false)
      return
    }
    notVerified(turn, verifying)
    return
  }
  turn.mark(frame, { status: 'waiting', waiting_until: until })
  turn.timer(frame.id, `${frame.id}.verify`, `Verify: ${turn.step(frame).title}`, withinMs)
  turn.call(frame.id, `${frame.id}.watch`, `Watch: ${turn.step(frame).title}`, null, {
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

/**
 * The condition holds. A run that waited for what the world shows (that the alert is resolved, say) may tell of it
 * afterwards, as one that passed a `wait for resolve` (D5).
 */
export function verified(turn: Turn, frame: StepFrame, waited = true): void {
  turn.giveUp(frame.id)
  if (waited) turn.update({ afterResolve: true })
  turn.succeed(frame, { detail: 'verified', result: own(turn.state.records, frame.id)?.result ?? null })
}

/** The time is over and the condition never held. */
export function notVerified(turn: Turn, frame: StepFrame): void {
  turn.giveUp(frame.id)
  turn.fail(frame, {
    code: 'verify-failed',
    message: 'The action succeeded, but what it was to bring about did not happen in time.',
    final: true,
    retryAfterMs: null,
  })
}

/** The run ends while the engine watches: it may forget. */
export function unwatch(turn: Turn, frame: StepFrame, step: RunStep): void {
  if (frame.stage.at !== 'verifying' || step.verify === null) return
  turn.call(null, `${frame.id}.unwatch`, 'Forget the watch', null, {
    name: 'unwatchCondition',
    input: contextOf(turn, frame.id),
  })
}
