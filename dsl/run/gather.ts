/** The first sleep of `group … wait` (D85). */
import { openRule } from './drive.ts'
import { handleGathered } from './handlers.ts'
import { own } from '../model/own.ts'
import { pendingRecords } from './records.ts'
import type { Turn } from './turn.ts'

const id = 'group.wait'
const overBefore = 'resolved before notice'

/** Begins the run: gathers alerts first when the rule says so. */
export function start(turn: Turn): void {
  const { waitMs } = turn.plan.group
  if (waitMs <= 0) {
    begin(turn)
    return
  }
  const title = 'Gather alerts of the group'
  const record = { id, kind: 'group', title, attempts: 1, started_at: turn.at, ended_at: null, detail: null }
  turn.update({
    phase: 'gathering',
    records: {
      [id]: { ...record, status: 'waiting', waiting_until: turn.at + waitMs, result: null },
      ...turn.state.records,
    },
  })
  turn.timer('/gather', id, title, waitMs)
}

/** The sleep is over. */
export function gathered(turn: Turn): void {
  const record = own(turn.state.records, id)
  if (record) {
    const ended = { ...record, status: 'succeeded' as const, ended_at: turn.at, waiting_until: null }
    turn.update({ records: { ...turn.state.records, [id]: ended } })
  }
  if (turn.state.incident.resolved) turn.end('succeeded', overBefore)
  else begin(turn)
}

/** An alert joined after the group was over and before the incident was closed: the steps begin after all. */
export function beginAfterAll(turn: Turn): void {
  const { phase, ending, incident, records, updates } = turn.state
  if (phase !== 'ending' || ending === null || ending.closing !== null || incident.resolved) return
  const pending = pendingRecords(turn.plan)
  const begun = Object.keys(pending).some((step) => own(records, step)?.started_at)
  if (begun || ending.outcome !== 'succeeded' || ending.message !== overBefore) return
  turn.update({ ending: null, records: { ...records, ...pending }, updates: { ...updates, joined: [] } })
  begin(turn)
}

function begin(turn: Turn): void {
  turn.update({ phase: 'running' })
  openRule(turn, 'then', null)
  handleGathered(turn)
}
