import { renderText } from '../../compile/value-of.ts'
import type { ReadResult } from '../../model/activity.ts'
import { pathsIn } from '../../model/paths-in.ts'
import type { EndStep } from '../../model/plan.ts'
import { factsOf } from '../context.ts'
import { areLive } from '../paths.ts'
import { readFirst } from '../reading.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'
import { endPlaybook } from './call.ts'

/** Ends the run, or the playbook it stands in, from wherever it stands (D108). */
export const end: StepMind<EndStep> = {
  enter(turn, frame, step) {
    if (step.message !== null && areLive(pathsIn(step.message))) readFirst(turn, frame)
    else finish(turn, frame, step, null)
  },
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') finish(turn, frame, step, answer.result)
  },
  // The record could not be read; the run ends all the same.
  failed: (turn, frame, step) => finish(turn, frame, step, null),
}

function finish(turn: Turn, frame: StepFrame, step: EndStep, read: ReadResult | null): void {
  const message = step.message === null ? null : renderText(step.message, factsOf(turn, frame, read))
  const playbook = playbookAround(turn, frame)
  closeAround(turn, frame, playbook)
  if (playbook) endPlaybook(turn, playbook, step.outcome, message, turn.namesAt(frame))
  else turn.end(step.outcome === 'ok' ? 'succeeded' : 'failed', message, { final: true })
}

/** The steps around `end` did what they were for; only others, beside it, are cancelled by the end. */
function closeAround(turn: Turn, frame: StepFrame, outermost: StepFrame | null): void {
  for (let around: StepFrame | undefined = frame; around && around.id !== outermost?.id; ) {
    const status = turn.state.records[around.id]?.status
    if (status === 'running') turn.mark(around, { status: 'succeeded', ended_at: turn.at })
    const block = turn.frame(around.parent)
    const owner = block?.kind === 'block' && block.parent !== null ? turn.frame(block.parent) : undefined
    around = owner?.kind === 'step' ? owner : undefined
  }
}

/** The call whose playbook the step stands in, or null. */
function playbookAround(turn: Turn, frame: StepFrame): StepFrame | null {
  for (let around: StepFrame = frame; ; ) {
    const block = turn.frame(around.parent)
    const owner = block?.kind === 'block' && block.parent !== null ? turn.frame(block.parent) : undefined
    if (block?.kind !== 'block' || owner?.kind !== 'step') return null
    if (block.place.step !== owner.step) return owner
    around = owner
  }
}
