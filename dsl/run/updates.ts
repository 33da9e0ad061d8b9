/** Tells the targets already notified what has changed: severity at once, alerts that joined bundled (D25, D86). */
import type { StepRecord, UpdateInput } from '../model/activity.ts'
import { messageRetry } from '../model/retry.ts'
import { attemptText, callAttempt, mayTryAgain, pauseMs } from './attempts.ts'
import type { Answer, Failure } from './calls.ts'
import { contextOf } from './context.ts'
import { announced, endOfMessage, paged, toldNow } from './messages.ts'
import { own } from '../model/own.ts'
import type { Page, State } from './state.ts'
import type { Turn } from './turn.ts'

/** Between two updates about alerts that joined, where the rule does not say (D86). */
export const updateEveryMs = 5 * 60_000
/** Alerts that an update names by their ids; of more it tells the number. */
const mostNamed = 10
/** As a `notify` that says nothing else (D103). */
const tried = { timeoutMs: 30_000, retry: messageRetry }

const owner = '/updates'

/** Sends the update that is due, or sets the timer for it. Called at the end of every turn. */
export function tellChanges(turn: Turn): void {
  if (isMoot(turn.state)) forget(turn)
  const { updates, announced: told, ending } = turn.state
  if (updates.joined.length === 0 && !updates.raised && updates.owed === undefined) return
  // While the incident is being closed nothing is begun: the answer says whether there is a run left to tell it.
  if (ending !== null && ending.closing !== null) return
  if (updates.sending !== null) return
  if (updates.owed !== undefined) {
    if (!messageUnderWay(turn.state)) sendOwed(turn, updates.owed)
    return
  }
  const [missed] = updates.missed
  if (missed && updates.joined.length > 0 && !messageUnderWay(turn.state)) {
    sendMissed(turn, missed)
    return
  }
  if (!told) {
    if (!messageUnderWay(turn.state)) forget(turn)
    return
  }
  if (updates.raised) {
    send(turn, 'severity_raised')
    return
  }
  const due = updates.lastAt === null ? turn.at : updates.lastAt + (turn.plan.group.everyMs ?? updateEveryMs)
  if (due <= turn.at) {
    send(turn, 'joined')
    return
  }
  if (asks(turn.state).some((ask) => ask.what === 'timer')) return
  turn.timer(owner, 'group.update', 'Bundle alerts that join', due - turn.at)
}

/** Whether changes are still to be told or being told: the run may not end yet. */
export const changesUntold = (state: State): boolean =>
  state.updates.joined.length > 0 ||
  state.updates.raised ||
  state.updates.owed !== undefined ||
  state.updates.sending !== null

/** It went out. */
export function updateSent(turn: Turn, answer: Answer): void {
  const { sending } = turn.state.updates
  if (sending === null) return
  if (answer.name !== 'notify' && answer.name !== 'escalate') {
    over(turn, { status: 'succeeded', detail: null })
    return
  }
  if (answer.name === 'escalate' && sending.call.name === 'escalate' && answer.result.status === 'sent')
    paged(turn, sending.call.input.target, answer.result.level)
  announced(turn, sending.call, answer.result)
  const { status = 'succeeded', detail = null } = endOfMessage(answer.result)
  over(turn, { status, detail })
}

/** The attempt failed: another follows a pause, or the update is recorded as failed, which does not fail the run. */
export function updateFailed(turn: Turn, failure: Failure): void {
  const { sending, count } = turn.state.updates
  if (sending === null) return
  const { attempt } = sending
  if (isMoot(turn.state) || !mayTryAgain(tried.retry, attempt, failure)) {
    over(turn, { status: 'failed', detail: `${failure.code}: ${failure.message}` })
    return
  }
  const id = idOf(count)
  const ms = pauseMs(tried.retry, id, attempt, failure.retryAfterMs)
  const detail = attemptText(tried.retry, attempt, failure)
  mark(turn, { status: 'waiting', detail, waiting_until: turn.at + ms })
  turn.timer(owner, id, `Pause before attempt ${attempt + 1}: ${titleOf(turn, id)}`, ms)
}

/** A timer ran out: the pause between two attempts, or the time between two updates, which the clock shows. */
export function updateRested(turn: Turn): void {
  const { sending } = turn.state.updates
  if (sending !== null) attempt(turn, { ...sending, attempt: sending.attempt + 1 })
}

/** Nothing has changed, and nobody has acknowledged. */
export const sendRepeat = (turn: Turn): void => send(turn, 'repeat')

/** The acknowledgement has expired. Where nobody was told there is nobody to tell again. */
export function sendExpired(turn: Turn): void {
  if (turn.state.announced && turn.state.updates.sending === null) send(turn, 'ack_expired')
}

function send(turn: Turn, change: UpdateInput['change']): void {
  turn.giveUp(owner)
  const id = next(turn, titles[change])
  // One message shows the incident as it is, so it tells both kinds of change.
  const { joined } = turn.state.updates
  turn.update({ updates: { ...turn.state.updates, lastAt: turn.at, joined: [], raised: false, ...toldNow(turn) } })
  attempt(turn, {
    attempt: 1,
    call: {
      name: 'sendUpdate',
      input: { ...contextOf(turn, id), change, joined: joined.slice(0, mostNamed), joined_count: joined.length },
    },
  })
}

const titles = {
  joined: 'Tell that alerts joined',
  severity_raised: 'Tell that severity was raised',
  repeat: 'Tell again',
  ack_expired: 'Tell that the acknowledgement has expired',
} as const

/** All alerts were muted when its turn came, and nobody has acknowledged since. */
function sendOwed(turn: Turn, page: Page): void {
  const { owed: _owed, ...updates } = turn.state.updates
  turn.update({ updates: { ...updates, joined: [], raised: false } })
  sendPage(turn, page, 'left out while it was muted')
}

/** Nobody was told of this incident, for it was over when its page's turn came; now an alert has joined. */
function sendMissed(turn: Turn, page: Page): void {
  const { updates } = turn.state
  const missed = updates.missed.slice(1)
  // A page shows the incident as it is.
  turn.update({ updates: { ...updates, missed, joined: missed.length > 0 ? updates.joined : [], raised: false } })
  sendPage(turn, page, 'left out when it was resolved')
}

function sendPage(turn: Turn, page: Page, why: string): void {
  const title = own(turn.state.records, page.input.step)?.title ?? page.input.step
  const id = next(turn, `${title}, ${why}`)
  const input = { ...page.input, ...contextOf(turn, id) }
  attempt(turn, { attempt: 1, call: { ...page, input } as Page })
}

/** Begins the record of the next update; answers its id. */
function next(turn: Turn, title: string): string {
  const { updates, records } = turn.state
  const id = idOf(updates.count + 1)
  const record = { id, kind: 'update', title, attempts: 1, started_at: turn.at, ended_at: null, result: null }
  turn.update({
    updates: { ...updates, count: updates.count + 1 },
    records: { ...records, [id]: { ...record, status: 'running', waiting_until: null, detail: null } },
  })
  return id
}

function attempt(turn: Turn, sending: NonNullable<State['updates']['sending']>): void {
  const id = idOf(turn.state.updates.count)
  turn.update({ updates: { ...turn.state.updates, sending } })
  mark(turn, { status: 'running', attempts: sending.attempt, waiting_until: null })
  callAttempt(turn, owner, id, { ...tried, title: titleOf(turn, id) }, sending.call, sending.attempt)
}

/** The update that was being sent has come to its end. */
function over(turn: Turn, end: Pick<StepRecord, 'status' | 'detail'>): void {
  mark(turn, { ...end, ended_at: turn.at, waiting_until: null })
  turn.update({ updates: { ...turn.state.updates, sending: null } })
}

/** It is over, or the run was cancelled: there is nobody left to correct. */
const isMoot = ({ incident, ending }: State): boolean => incident.resolved || ending?.outcome === 'cancelled'

/** Drops what is still to be told. A message that is just going out is let go; one that rests is not tried again. */
function forget(turn: Turn): void {
  const acting = asks(turn.state).some((ask) => ask.what !== 'timer')
  if (!acting) {
    turn.giveUp(owner)
    if (turn.state.updates.sending !== null) over(turn, { status: 'cancelled', detail: 'there is nobody left to tell' })
  }
  const { owed, ...updates } = turn.state.updates
  if (owed !== undefined || updates.joined.length > 0 || updates.raised)
    turn.update({ updates: { ...updates, joined: [], raised: false } })
}

/** Changes the record of the last update. */
function mark(turn: Turn, change: Partial<StepRecord>): void {
  turn.mark({ id: idOf(turn.state.updates.count) }, change)
}
const titleOf = (turn: Turn, id: string): string => own(turn.state.records, id)?.title ?? id

const idOf = (count: number): string => `group.update#${count}`
const asks = (state: State) => Object.values(state.asks).filter((ask) => ask.owner === owner)
/** A first message that is being sent may or may not show the change, so the change waits until it is out. */
export const messageUnderWay = (state: State): boolean =>
  Object.values(state.asks).some((ask) => ask.owner !== owner && (ask.what === 'notify' || ask.what === 'escalate'))
