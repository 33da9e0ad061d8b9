import { valueOf } from '../../compile/value-of.ts'
import type { ReadResult, RemediateResult } from '../../model/activity.ts'
import { pathsIn } from '../../model/paths-in.ts'
import type { RunStep } from '../../model/plan.ts'
import type { Value } from '../../model/value.ts'
import { attemptAgain, attemptFirst, retryOrFail } from '../attempts.ts'
import type { Failure } from '../calls.ts'
import { contextOf, factsOf } from '../context.ts'
import { areLive } from '../paths.ts'
import { readFirst } from '../reading.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'
import { rememberUndo } from '../undo.ts'
import { unwatch } from '../watching.ts'
import { lookAgain, looked, verified, verify } from './verify.ts'

/** Repairs something by a remediation of the catalogue, then verifies that it helped (D106, D118). */
export const run: StepMind<RunStep> = {
  enter(turn, frame, step) {
    if (areLive(Object.values(step.with).flatMap(pathsIn))) readFirst(turn, frame)
    else act(turn, frame, step, null)
  },
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident' && frame.stage.at === 'verifying') looked(turn, frame, step, answer.result)
    else if (answer.name === 'readIncident') act(turn, frame, step, answer.result)
    else if (answer.name === 'runRemediation') acted(turn, frame, step, answer.result)
    else if (answer.name === 'watchCondition' && answer.result.holds)
      verified(turn, frame, step, answer.result.resolved)
  },
  failed(turn, frame, step, failure) {
    if (frame.stage.at === 'acting') name(turn, frame, step, broken(failure))
    retryOrFail(turn, frame, step, failure)
  },
  elapsed(turn, frame, step) {
    if (frame.stage.at === 'resting') attemptAgain(turn, frame, step)
    else if (frame.stage.at === 'verifying') lookAgain(turn, frame, step)
  },
  told(turn, frame, step, event) {
    const mine = event.kind === 'watch' && event.watch === frame.id
    if (mine && frame.stage.at === 'verifying') verified(turn, frame, step, turn.state.incident.resolved)
  },
  // Its rollback, after a verification that failed: whether that went well or not, the step has failed.
  ended: undone,
  broken: undone,
  abandoned: (turn, frame) => unwatch(turn, frame),
}

function undone(turn: Turn, frame: StepFrame): void {
  if (frame.stage.at === 'undoing') turn.fail(frame, frame.stage.cause.failure)
}

function act(turn: Turn, frame: StepFrame, step: RunStep, read: ReadResult | null): void {
  const facts = factsOf(turn, frame, read)
  const parameters = Object.fromEntries(
    Object.entries(step.with).flatMap(([key, expression]) => {
      const value = valueOf(expression, facts)
      return value === undefined ? [] : [[key, value]]
    }),
  )
  const input = { ...contextOf(turn, frame.id), name: step.name, parameters }
  attemptFirst(turn, frame, step, { name: 'runRemediation', input })
}

function acted(turn: Turn, frame: StepFrame, step: RunStep, result: RemediateResult): void {
  const value = resultOf(result)
  name(turn, frame, step, value)
  if (result.status === 'skipped') {
    turn.succeed(frame, { status: 'skipped', detail: result.reason })
    return
  }
  turn.mark(frame, { result: value })
  if (!result.ok) {
    const message = result.error ?? `${step.name} ended with exit code ${result.exit_code ?? 'unknown'}`
    retryOrFail(turn, frame, step, { code: 'run-failed', message, final: false, retryAfterMs: null })
    return
  }
  if (step.verify === null) {
    if (step.rollback !== undefined) rememberUndo(turn, frame)
    turn.succeed(frame, { result: value })
  } else verify(turn, frame, step)
}

/** What the step's `as` name reads (D118). */
const resultOf = (result: RemediateResult) => ({
  ok: result.ok,
  exit_code: result.exit_code,
  stdout: result.stdout,
  stderr: result.stderr,
  error: result.error,
  duration: { $: 'duration', ms: result.duration_ms } as const,
})

/** Also a run that never came to an end has a result, so that `on error` can show `name.error`. */
const broken = (failure: Failure) => ({
  ok: false,
  exit_code: null,
  stdout: '',
  stderr: '',
  error: failure.message,
  duration: null,
})

function name(turn: Turn, frame: StepFrame, step: RunStep, value: Value): void {
  if (step.as !== null) turn.name(frame, step.as, value)
}
