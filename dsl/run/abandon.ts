/** Giving up what is under way: branches that lost, a playbook that ended, everything when the run ends. */
import type { StepRecord } from '../model/activity.ts'
import { own } from '../model/own.ts'
import type { Frame } from './state.ts'
import { mindOf } from './steps/index.ts'
import type { Turn } from './turn.ts'

/** Gives up everything inside a frame; the frame itself goes on. */
export function abandonInside(turn: Turn, id: string): void {
  abandon(turn, (frame) => isInside(turn, frame, id))
}
/** Gives up everything. */
export function abandonAll(turn: Turn): void {
  abandon(turn, () => true)
}

function abandon(turn: Turn, isGone: (frame: Frame) => boolean): void {
  const gone = Object.values(turn.state.frames).filter(isGone)
  for (const frame of gone) {
    if (frame.kind !== 'step') continue
    turn.giveUp(frame.id)
    const step = turn.step(frame)
    mindOf(step).abandoned?.(turn, frame, step)
    const record = own(turn.state.records, frame.id)
    if (record && isUnderWay(record)) turn.mark(frame, { status: 'cancelled', ended_at: turn.at, waiting_until: null })
  }
  for (const { id } of gone) turn.drop(id)
}

export const isUnderWay = ({ status }: StepRecord): boolean => status === 'running' || status === 'waiting'

function isInside(turn: Turn, frame: Frame, id: string): boolean {
  for (let around = frame.parent; around !== null; around = turn.frame(around)?.parent ?? null)
    if (around === id) return true
  return false
}
