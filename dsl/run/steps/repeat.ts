import { evaluate } from '../../compile/evaluate.ts'
import type { ReadResult } from '../../model/activity.ts'
import type { RepeatStep } from '../../model/plan.ts'
import { factsOf } from '../context.ts'
import { isLive } from '../paths.ts'
import { readLive } from '../reading.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** Steps so often, or until a condition holds, which is asked before each pass, also the first (D112). */
export const repeat: StepMind<RepeatStep> = {
  enter: (turn, frame, step) => ask(turn, turn.stage(frame, { at: 'pausing', passes: 0 }), step),
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') decide(turn, frame, step, answer.result)
  },
  elapsed: (turn, frame, step) => ask(turn, frame, step),
  ended(turn, frame, step) {
    if (frame.stage.at !== 'pausing') return
    const { passes } = frame.stage
    const rests = step.everyMs > 0
    if (passes >= step.times || !(rests || turn.isLong)) {
      ask(turn, frame, step)
      return
    }
    if (rests) turn.mark(frame, { status: 'waiting', waiting_until: turn.at + step.everyMs })
    turn.timer(frame.id, `${frame.id}.every`, `Pause: ${step.title}`, step.everyMs)
  },
}

function ask(turn: Turn, frame: StepFrame, step: RepeatStep): void {
  if (step.until !== null && isLive(step.until)) readLive(turn, frame, [step.until])
  else decide(turn, frame, step, null)
}

function decide(turn: Turn, frame: StepFrame, step: RepeatStep, read: ReadResult | null): void {
  if (frame.stage.at !== 'pausing') return
  const { passes } = frame.stage
  const result = { passes }
  if (step.until !== null && evaluate(step.until, factsOf(turn, frame, read))) {
    turn.succeed(frame, { result })
  } else if (passes < step.times) {
    turn.mark(frame, { status: 'running', attempts: passes + 1, waiting_until: null })
    const now = turn.stage(frame, { at: 'pausing', passes: passes + 1 })
    turn.open(now, 'body', { pass: `${frame.id.slice(frame.step.length)}#${passes + 1}`, keepsStage: true })
  } else if (step.until === null) {
    turn.succeed(frame, { result })
  } else {
    const ended = { detail: 'the condition never held', result }
    turn.mark(frame, { status: 'succeeded', ...ended, ended_at: turn.at })
    if (step.onTimeout === null) turn.succeed(frame, ended)
    else turn.open(frame, 'timeout')
  }
}
