import type { WaitStep } from '../../model/plan.ts'
import { lease } from '../leases.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** Waits for a person or for the end of the alerts. Both end a `wait for ack`, and neither runs `on timeout` (D5). */
export const wait: StepMind<WaitStep> = {
  enter(turn, frame, step) {
    if (over(turn, frame, step)) return
    const until = turn.at + step.upToMs
    turn.stage(frame, { at: 'waiting', until })
    turn.mark(frame, { status: 'waiting', waiting_until: until })
    turn.timer(frame.id, frame.id, step.title, step.upToMs)
  },
  told(turn, frame, step) {
    if (frame.stage.at === 'waiting') over(turn, frame, step)
  },
  elapsed(turn, frame, step) {
    const result = { outcome: 'timeout', by: null }
    if (step.as !== null) turn.name(frame, step.as, result)
    if (step.onTimeout === null) return passed(turn, frame, step, 'timed out', result)
    turn.mark(frame, { status: 'succeeded', detail: 'timed out', result, ended_at: turn.at, waiting_until: null })
    turn.open(frame, 'timeout')
  },
  left(turn, _frame, step) {
    if (step.for === 'resolve') turn.update({ afterResolve: true })
  },
}

/** Ends the wait when what it waits for has come. */
function over(turn: Turn, frame: StepFrame, step: WaitStep): boolean {
  const { acknowledged, acknowledged_by, resolved } = turn.state.incident
  const endsByAck = acknowledged && (step.for === 'ack' || step.onAck !== undefined)
  const outcome = resolved ? 'resolved' : endsByAck ? 'acked' : null
  if (outcome === null) return false
  turn.giveUp(frame.id)
  if (outcome === 'acked') lease(turn, frame, step)
  const by = outcome === 'acked' ? acknowledged_by : null
  const result = { outcome, by }
  if (step.as !== null) turn.name(frame, step.as, result)
  const detail = by === null ? outcome : `${outcome} by ${by}`
  const handler = outcome === 'acked' ? step.onAck : step.onResolve
  if (handler === undefined) {
    passed(turn, frame, step, detail, result)
    return true
  }
  if (step.for === 'resolve') turn.update({ afterResolve: true })
  turn.mark(frame, { status: 'succeeded', detail, result, ended_at: turn.at, waiting_until: null })
  turn.open(frame, outcome === 'acked' ? 'ack' : 'resolve')
  return true
}

function passed(
  turn: Turn,
  frame: StepFrame,
  step: WaitStep,
  detail: string,
  result: { outcome: string; by: string | null },
): void {
  if (step.for === 'resolve') turn.update({ afterResolve: true })
  turn.succeed(frame, { detail, result })
}
