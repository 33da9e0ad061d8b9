/**
 * `wait for ack … expires d`: the acknowledgement that ended the wait counts for `d`. When that is over, or somebody takes it
 * back before, the wait begins anew beside what the run is at. It holds while the run, or the playbook that it stands in, is
 * under way and the incident is not over.
 */
import type { WorldEvent } from '../model/activity.ts'
import type { WaitStep } from '../model/plan.ts'
import { contextOf } from './context.ts'
import { own } from '../model/own.ts'
import type { Lease, StepFrame } from './state.ts'
import type { Turn } from './turn.ts'
import { sendExpired } from './updates.ts'

const ownerOf = ({ frame }: Lease) => `/lease/${frame}` as const

/** The wait was ended by an acknowledgement. */
export function lease(turn: Turn, frame: StepFrame, step: WaitStep): void {
  if (step.expiresMs === undefined) return
  const call = callAround(turn, frame)
  const taken: Lease = { frame: frame.id, step: frame.step, names: turn.namesAt(frame), ...(call && { call: call.id }) }
  turn.update({ leases: [...leasesOf(turn), taken] })
  turn.timer(ownerOf(taken), 'ack.expires', `Until the acknowledgement expires: ${step.title}`, step.expiresMs)
}

/** Its time is over: the engine is asked to take the acknowledgement back, and tells every run of these alerts. */
export function leaseElapsed(turn: Turn, owner: string): void {
  const found = leasesOf(turn).find((one) => ownerOf(one) === owner)
  if (!found) return
  turn.update({ leases: leasesOf(turn).map((one) => (one === found ? { ...one, expired: true as const } : one)) })
  const input = contextOf(turn, `ack.expired/${found.frame}`)
  turn.call(ownerOf(found), 'ack.expired', 'The acknowledgement has expired', null, { name: 'expireAck', input })
}

export function hearLeases(turn: Turn, event: WorldEvent): void {
  if (event.kind === 'resolved') dropLeases(turn)
  if (event.kind !== 'unacknowledged' || turn.state.phase !== 'running') return
  const leases = leasesOf(turn)
  dropLeases(turn)
  if (leases.some(({ expired }) => expired)) sendExpired(turn)
  for (const one of leases) beginAnew(turn, one)
}

/** The run ends, or there is nothing left to acknowledge. */
export function dropLeases(turn: Turn): void {
  for (const one of leasesOf(turn)) turn.giveUp(ownerOf(one))
  if (turn.state.leases !== undefined) turn.update({ leases: [] })
}

const leasesOf = (turn: Turn): readonly Lease[] => turn.state.leases ?? []

function beginAnew(turn: Turn, { frame, step, names, call }: Lease): void {
  const [, before = '', turns = '1'] = /^(.*?)(?:~(\d+))?$/u.exec(frame.slice(step.length)) ?? []
  const opened = { place: { step, part: 'again' }, pass: `${before}~${Number(turns) + 1}`, names } as const
  if (call === undefined) {
    turn.tasks.push({ kind: 'beside', ...opened })
    return
  }
  const around = own(turn.state.frames, call)
  if (around?.kind === 'step') turn.open(around, 'again', { ...opened, isolated: true, keepsStage: true })
}

/** The call whose playbook the step stands in. */
function callAround(turn: Turn, frame: StepFrame): StepFrame | undefined {
  const block = turn.frame(frame.parent)
  const owner = block?.kind === 'block' && block.parent !== null ? turn.frame(block.parent) : undefined
  if (owner?.kind !== 'step') return undefined
  return owner.stage.at === 'called' ? owner : callAround(turn, owner)
}
