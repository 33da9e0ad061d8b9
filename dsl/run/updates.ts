/** Tells the targets already notified what has changed: severity at once, alerts that joined bundled (D25, D86). */
import type { UpdateInput } from '../model/activity.ts'
import type { Answer, Failure } from './calls.ts'
import { contextOf } from './context.ts'
import { own } from './own.ts'
import type { State } from './state.ts'
import type { Turn } from './turn.ts'

/** Between two updates about alerts that joined (D86). */
export const updateEveryMs = 5 * 60_000
const timeoutMs = 30_000

const owner = '/updates'

/** Sends the update that is due, or sets the timer for it. Called at the end of every turn. */
export function tellChanges(turn: Turn): void {
  const { updates, incident, announced, ending } = turn.state
  if (!updates.joined && !updates.raised) return
  // While the incident is being closed nothing is begun: the answer says whether there is a run left to tell it.
  if (ending !== null && ending.closing !== null) return
  if (incident.resolved || ending?.outcome === 'cancelled') {
    forget(turn)
    return
  }
  if (!announced) {
    if (!messageUnderWay(turn.state)) forget(turn)
    return
  }
  if (asks(turn.state).some((ask) => ask.what === 'sendUpdate')) return
  if (updates.raised) {
    send(turn, 'severity_raised')
    return
  }
  const due = updates.lastAt === null ? turn.at : updates.lastAt + updateEveryMs
  if (due <= turn.at) {
    send(turn, 'joined')
    return
  }
  if (asks(turn.state).some((ask) => ask.what === 'timer')) return
  turn.timer(owner, 'group.update', 'Bundle alerts that join', due - turn.at)
}

/** Whether changes are still to be told or being told: the run may not end yet. */
export const changesUntold = (state: State): boolean =>
  state.updates.joined || state.updates.raised || asks(state).some((ask) => ask.what === 'sendUpdate')

/** An update that fails is recorded; it does not fail the run. */
export function updateEnded(turn: Turn, outcome: Answer | Failure): void {
  const id = idOf(turn.state.updates.count)
  const record = own(turn.state.records, id)
  if (!record) return
  const sent = 'name' in outcome
  const ended = sent ? ({ status: 'succeeded' } as const) : { status: 'failed' as const, detail: outcome.message }
  turn.update({ records: { ...turn.state.records, [id]: { ...record, ...ended, ended_at: turn.at } } })
}

function send(turn: Turn, change: UpdateInput['change']): void {
  turn.giveUp(owner)
  const { updates, records } = turn.state
  const count = updates.count + 1
  const id = idOf(count)
  const title = change === 'joined' ? 'Tell that alerts joined' : 'Tell that severity was raised'
  const record = { id, kind: 'update', title, attempts: 1, started_at: turn.at, ended_at: null, result: null }
  // One message shows the incident as it is, so it tells both kinds of change.
  turn.update({
    updates: { count, lastAt: turn.at, joined: false, raised: false },
    records: { ...records, [id]: { ...record, status: 'running', waiting_until: null, detail: null } },
  })
  turn.call(owner, id, title, timeoutMs, { name: 'sendUpdate', input: { ...contextOf(turn, id), change } })
}

/** Nobody was told before, or it is over: there is nothing to correct. */
function forget(turn: Turn): void {
  turn.giveUp(owner)
  turn.update({ updates: { ...turn.state.updates, joined: false, raised: false } })
}

const idOf = (count: number): string => `group.update#${count}`
const asks = (state: State) => Object.values(state.asks).filter((ask) => ask.owner === owner)
/** A first message that is being sent may or may not show the change, so the change waits until it is out. */
const messageUnderWay = (state: State): boolean =>
  Object.values(state.asks).some((ask) => ask.what === 'notify' || ask.what === 'escalate')
