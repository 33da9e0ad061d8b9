import { valueOf } from '../../compile/value-of.ts'
import type { ReadResult } from '../../model/activity.ts'
import { isList, kindName, kindOf } from '../../model/kind-of.ts'
import type { ForEachStep } from '../../model/plan.ts'
import { factsOf } from '../context.ts'
import { withFacts } from '../reading.ts'
import type { Failed, StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** Steps for each item of a list, some at once; after a failure no more are begun (D111). */
export const forEach: StepMind<ForEachStep> = {
  enter: (turn, frame, step) => withFacts(turn, frame, [step.list], (read) => begin(turn, frame, step, read)),
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') begin(turn, frame, step, answer.result)
  },
  elapsed: (turn, frame, step) => passes(turn, frame, step),
  ended: (turn, frame, step) => over(turn, frame, step, null),
  broken: (turn, frame, step, _block, cause) => over(turn, frame, step, cause),
}

function begin(turn: Turn, frame: StepFrame, step: ForEachStep, read: ReadResult | null): void {
  const list = valueOf(step.list, factsOf(turn, frame, read))
  const fail = (code: string, message: string) => turn.fail(frame, { code, message, final: true, retryAfterMs: null })
  if (list === undefined || list === null || !isList(list)) {
    const is = list === undefined || list === null ? 'it is missing' : `it is ${kindName[kindOf(list)]}`
    fail('not-a-list', `${step.title}: there is no list, ${is}`)
  } else if (list.length > step.max) {
    fail('too-many-items', `${step.title}: there are ${list.length} items, and at most ${step.max} are allowed`)
  } else if (list.length === 0) {
    turn.mark(frame, { status: 'succeeded', detail: 'no items', result: { items: 0 }, ended_at: turn.at })
    if (step.onEmpty === null) turn.succeed(frame, { detail: 'no items', result: { items: 0 } })
    else turn.open(frame, 'empty')
  } else {
    passes(turn, turn.stage(frame, { at: 'passing', items: list, next: 0, open: 0, cause: null }), step)
  }
}

/** Begins as many passes as may be under way; of very many some now, and more in a next turn. */
function passes(turn: Turn, frame: StepFrame, step: ForEachStep): void {
  if (frame.stage.at !== 'passing' || frame.stage.cause !== null) return
  let { next, open } = frame.stage
  const { items } = frame.stage
  const mayBegin = () => open < step.atOnce && next < items.length
  for (; mayBegin() && !turn.isLong; next++, open++) {
    turn.begins()
    const item = items[next] ?? null
    const pass = `${frame.id.slice(frame.step.length)}#${next + 1}`
    turn.open(frame, 'body', { pass, names: { [step.name]: item }, keepsStage: true })
  }
  turn.stage(frame, { ...frame.stage, next, open })
  if (mayBegin() && !turn.openAsks().some(({ owner }) => owner === frame.id))
    turn.timer(frame.id, `${frame.id}.next`, `Go on: ${step.title}`, 0)
}

/** One pass is over, well or with that cause. */
function over(turn: Turn, frame: StepFrame, step: ForEachStep, failed: Failed | null): void {
  if (frame.stage.at !== 'passing') return
  const open = frame.stage.open - 1
  const cause = frame.stage.cause ?? failed
  const { items, next } = frame.stage
  const now = turn.stage(frame, { ...frame.stage, open, cause })
  if (open > 0 && (cause !== null || next === items.length)) return
  if (cause !== null || next === items.length) turn.giveUp(frame.id)
  if (cause !== null) turn.fail(now, cause.failure, cause.step)
  else if (next < items.length) passes(turn, now, step)
  else turn.succeed(now, { result: { items: items.length } })
}
