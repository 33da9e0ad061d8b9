/** `on resolve` and `on ack` of the rule, and of the playbooks that are under way (D102). */
import type { WorldEvent } from '../model/activity.ts'
import { inPlaybook } from '../model/plan-steps.ts'
import { abandonAll, abandonInside } from './abandon.ts'
import { openRule } from './drive.ts'
import { own } from '../model/own.ts'
import { stepsAt } from './places.ts'
import type { StepFrame } from './state.ts'
import type { Turn } from './turn.ts'

/** An acknowledgement that came while the group gathered and still stands (D85: nobody is told anything until then). */
export function handleGathered(turn: Turn): void {
  const { acknowledged: taken, acknowledged_by } = turn.state.incident
  // Where nobody is named it was acknowledged before the run began.
  if (taken && acknowledged_by !== null) acknowledged(turn)
}

/** The rule's own goes before those of its playbooks. */
export function handleAround(turn: Turn, event: WorldEvent): void {
  const { phase, undoing } = turn.state
  if (phase !== 'running' || undoing !== undefined) return
  if (event.kind === 'resolved') resolved(turn)
  if (event.kind === 'acknowledged') acknowledged(turn)
}

/** Ends what is under way and does that instead. */
function resolved(turn: Turn): void {
  if (turn.plan.onResolve !== undefined) {
    const handling = Object.values(turn.state.frames).some(
      (frame) => frame.kind === 'block' && frame.parent === null && frame.place.part === 'resolve',
    )
    if (handling) return
    abandonAll(turn)
    turn.update({ afterResolve: true })
    openRule(turn, 'resolve', null)
    return
  }
  for (const { frame, playbook, names } of callsOf(turn)) {
    const place = { step: inPlaybook(playbook), part: 'resolve' } as const
    if (stepsAt(turn.plan, place) === null || !turn.frame(frame.id)) continue
    abandonInside(turn, frame.id)
    turn.update({ afterResolve: true })
    turn.open(frame, 'resolve', { place, pass: `@${frame.id}`, names, isolated: true, keepsStage: true })
  }
}

/** Is done beside the steps, once in a run or call. */
function acknowledged(turn: Turn): void {
  if (turn.plan.onAck !== undefined && turn.state.acked === undefined) {
    turn.update({ acked: true })
    openRule(turn, 'ack', null)
  }
  for (const { frame, playbook, names } of callsOf(turn)) {
    const place = { step: inPlaybook(playbook), part: 'ack' } as const
    if (stepsAt(turn.plan, place) === null || frame.stage.at !== 'called' || frame.stage.acked) continue
    turn.stage(frame, { ...frame.stage, acked: true })
    turn.open(frame, 'ack', { place, pass: `@${frame.id}`, names, isolated: true, keepsStage: true })
  }
}

interface Called {
  readonly frame: StepFrame
  readonly playbook: string
  /** As far as its steps have set them. */
  readonly names: ReturnType<Turn['namesAt']>
}

function callsOf(turn: Turn): readonly Called[] {
  return Object.values(turn.state.frames).flatMap((frame) => {
    if (frame.kind !== 'step' || frame.stage.at !== 'called') return []
    const step = turn.step(frame)
    if (step.kind !== 'call') return []
    const block = own(turn.state.frames, `${inPlaybook(step.playbook)}/then@${frame.id}`)
    return [{ frame, playbook: step.playbook, names: block ? turn.namesAt(block) : {} }]
  })
}
