/** The end of a run: nothing under way, changes told, incident closed by a handshake that reports a failure (D2, D18). */
import type { CloseResult } from '../model/activity.ts'
import type { Turn } from './turn.ts'
import { changesUntold } from './updates.ts'
import { takeIn } from './world.ts'

const owner = '/ending'
/** Before asking again when the database still holds something back that it could not name. */
const askAgainMs = 1_000

/** Does the next thing on the way to the end, when the one before is done. Called at the end of every turn. */
export function conclude(turn: Turn): void {
  const { ending } = turn.state
  if (turn.state.phase !== 'ending' || ending === null || ending.closing !== null) return
  if (turn.openAsks().length > 0 || changesUntold(turn.state)) return
  const no = turn.number()
  const { outcome, message, report } = ending
  const { seen } = turn.state
  turn.update({ ending: { ...ending, closing: { no, seen: seen.length } } })
  turn.effects.push({ kind: 'finish', no, outcome, message, report, seen })
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
