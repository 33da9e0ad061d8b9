/** The end of a run: nothing under way, changes told, failure reported, incident closed by a handshake (D2). */
import type { CloseResult } from '../model/activity.ts'
import { contextOf } from './context.ts'
import type { Turn } from './turn.ts'
import { changesUntold } from './updates.ts'
import { takeIn } from './world.ts'

const owner = '/ending'
const reportTimeoutMs = 30_000
/** Before asking again when the database still holds something back that it could not name. */
const askAgainMs = 1_000

/** Does the next thing on the way to the end, when the one before is done. Called at the end of every turn. */
export function conclude(turn: Turn): void {
  const { ending } = turn.state
  if (turn.state.phase !== 'ending' || ending === null || ending.closing !== null) return
  if (turn.openAsks().length > 0 || changesUntold(turn.state)) return
  if (ending.report !== null) {
    const { step, code, message } = ending.report
    turn.update({ ending: { ...ending, report: null } })
    const input = { ...contextOf(turn, 'run.fallback'), step, code, message }
    turn.call(owner, 'run.fallback', 'Report the failure', reportTimeoutMs, { name: 'reportFailure', input })
    return
  }
  const no = turn.number()
  const { seen } = turn.state
  turn.update({ ending: { ...ending, closing: { no, seen: seen.length } } })
  turn.effects.push({ kind: 'finish', no, outcome: ending.outcome, message: ending.message, seen })
}

/** The database closed the incident, or says what the run has not seen; then that is taken in first. */
export function closed(turn: Turn, no: number, result: CloseResult): void {
  const { ending } = turn.state
  if (ending?.closing?.no !== no) return
  if (result.closed) {
    turn.update({ phase: 'ended' })
    return
  }
  const seenThen = ending.closing.seen
  turn.update({ ending: { ...ending, closing: null } })
  for (const event of result.unseen) takeIn(turn, event)
  if (turn.state.seen.length === seenThen) turn.timer(owner, 'run.close', 'Ask again to close', askAgainMs)
}
