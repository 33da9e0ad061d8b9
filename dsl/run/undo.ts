/** Rollbacks of a run that fails: what was completed is undone, the last first, each once (D107). */
import { own } from '../model/own.ts'
import type { StepFrame } from './state.ts'
import type { Task, Turn } from './turn.ts'

type End = Task & { readonly kind: 'end' }

/** A step is completed that knows how to undo itself. */
export function rememberUndo(turn: Turn, frame: StepFrame): void {
  const undo = { frame: frame.id, step: frame.step, names: turn.namesAt(frame) }
  turn.update({ undo: [...(turn.state.undo ?? []), undo] })
}

/**
 * When a run ends failed, or was cancelled so that it is undone: begins with the last step.
 * @returns whether there is something to be done before the run ends
 */
export function beginUndo(turn: Turn, { outcome, message, failed, undo }: End): boolean {
  const { undoing, undo: all = [] } = turn.state
  // A rollback that ends by itself is over; the others still have their turn.
  if (undoing !== undefined) return nextUndo(turn)
  const wanted = outcome === 'failed' || undo === true
  if (!wanted || all.length === 0) return false
  // What was done is undone also when the alerts are gone by then.
  turn.update({ undoing: { outcome, message, failed }, afterResolve: true })
  return nextUndo(turn)
}

/** One rollback is over, whether it went well or not. */
export function undoNext(turn: Turn): void {
  const { undoing } = turn.state
  if (undoing !== undefined && !nextUndo(turn)) turn.tasks.push({ kind: 'end', ...undoing })
}

function nextUndo(turn: Turn): boolean {
  const undo = turn.state.undo ?? []
  const last = undo.at(-1)
  if (last === undefined) return false
  turn.update({ undo: undo.slice(0, -1) })
  const pass = last.frame.slice(last.step.length)
  const record = own(turn.state.records, last.frame)
  if (record) turn.update({ records: { ...turn.state.records, [last.frame]: { ...record, detail: 'undone' } } })
  const place = { step: last.step, part: 'rollback' } as const
  turn.tasks.push({ kind: 'beside', place, pass, names: last.names, isolated: true })
  return true
}
