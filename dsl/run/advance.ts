import type { Plan } from '../model/plan.ts'
import { drive } from './drive.ts'
import type { Effect } from './effects.ts'
import { closed, conclude } from './ending.ts'
import type { RunEvent } from './events.ts'
import { beginAfterAll, gathered, start } from './gather.ts'
import { leaseElapsed } from './leases.ts'
import { record } from './records.ts'
import { tellAgain } from './repeats.ts'
import type { Ask, State, StepFrame } from './state.ts'
import { mindOf } from './steps/index.ts'
import { Turn } from './turn.ts'
import { tellChanges, updateFailed, updateRested, updateSent } from './updates.ts'
import { takeIn } from './world.ts'

/**
 * The next state and what the shell must do. Pure: the same plan, state and event give the same answer, on every replay
 * and in the simulator. An event that says nothing new changes nothing; after the end nothing is done.
 */
export function advance(plan: Plan, state: State, event: RunEvent): readonly [State, readonly Effect[]] {
  if (state.phase === 'ended') return [state, []]
  const turn = new Turn(plan, state, event.at)
  hear(turn, event)
  if (turn.state.phase === 'ended') return [turn.state, []]
  beginAfterAll(turn)
  drive(turn)
  tellChanges(turn)
  tellAgain(turn)
  conclude(turn)
  record(turn, state)
  return [turn.state, turn.effects]
}

function hear(turn: Turn, event: RunEvent): void {
  if (turn.state.phase === 'new') start(turn)
  switch (event.kind) {
    case 'started':
      return
    case 'world':
      takeIn(turn, event.event)
      return
    case 'closed':
      closed(turn, event.no, event.result)
      return
    default:
      answer(turn, event)
      return
  }
}

type Answered = Extract<RunEvent, { readonly kind: 'answered' | 'failed' | 'elapsed' }>

/** Hands an answer to whoever asked. */
function answer(turn: Turn, event: Answered): void {
  const ask = turn.answered(event.no)
  if (ask?.owner === '/gather') {
    gathered(turn)
    return
  }
  // `/ending` and `/repeat` go on when nothing is open.
  if (ask?.owner === '/updates') {
    if (event.kind === 'answered') updateSent(turn, event.answer)
    else if (event.kind === 'failed') updateFailed(turn, event.failure)
    else updateRested(turn)
    return
  }
  if (event.kind === 'elapsed' && ask?.owner?.startsWith('/lease/')) {
    leaseElapsed(turn, ask.owner)
    return
  }
  const frame = frameOf(turn, ask)
  if (!frame) return
  const step = turn.step(frame)
  const mind = mindOf(step)
  if (event.kind === 'answered') mind.answered?.(turn, frame, step, event.answer)
  else if (event.kind === 'elapsed') mind.elapsed?.(turn, frame, step)
  else if (mind.failed) mind.failed(turn, frame, step, event.failure)
  else turn.fail(frame, event.failure)
}

function frameOf(turn: Turn, ask: Ask | undefined): StepFrame | undefined {
  const frame = ask && ask.owner !== null ? turn.frame(ask.owner) : undefined
  return frame?.kind === 'step' ? frame : undefined
}
