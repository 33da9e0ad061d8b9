import type { NotifyResult } from '../model/activity.ts'
import type { Call } from './calls.ts'
import { own } from '../model/own.ts'
import type { Page, Paged, Stage, State } from './state.ts'
import type { Ended, Turn } from './turn.ts'

/**
 * Remembers whom a message reached: they are told of changes, and the run waits for them. One that was left out because
 * the incident was over is remembered too, for an alert may join.
 */
export function announced(turn: Turn, call: Call | null, result: NotifyResult): void {
  const { updates } = turn.state
  if (result.status === 'skipped' && result.reason === 'resolved' && call !== null && isPage(call))
    turn.update({ updates: { ...updates, missed: [...updates.missed, call] } })
  if (result.status === 'muted' && call !== null && isPage(call)) turn.update({ updates: { ...updates, muted: call } })
  if (result.status !== 'sent') return
  const reached = result.deliveries.filter((delivery) => delivery.status === 'sent').map((delivery) => delivery.target)
  const told = [...new Set([...turn.state.told, ...reached])]
  turn.update({ announced: true, told, updates: { ...turn.state.updates, ...toldNow(turn) } })
}

/** From when the next repetition counts. */
export const toldNow = (turn: Turn): Pick<State['updates'], 'toldAt'> =>
  turn.plan.group.repeatMs === undefined ? {} : { toldAt: turn.at }

const isPage = (call: Call): call is Page => call.name === 'notify' || call.name === 'escalate'

/** What a step is just doing. */
export const callOf = (stage: Stage): Call | null => (stage.at === 'acting' ? stage.call : null)

/** The record of a step that sent a message, or had none to send. */
export function endOfMessage(result: NotifyResult): Ended {
  const status = result.status === 'sent' ? 'succeeded' : result.status
  const outside = new Set(
    result.deliveries
      .filter(({ status: sent, connection }) => sent === 'sent' && connection !== 'inbox')
      .map(({ target }) => target),
  )
  const lines = result.deliveries.map((delivery) => {
    // What only lies in the inbox has told nobody who doesn't look (D17).
    const inside = delivery.connection === 'inbox' && !outside.has(delivery.target) ? ' (not delivered outside)' : ''
    const way = `${delivery.target} by ${delivery.connection}${inside}`
    return delivery.status === 'sent' ? way : `${way} ${delivery.status}${delivery.error ? `: ${delivery.error}` : ''}`
  })
  const reason = result.reason === null ? [] : [result.reason]
  return {
    status,
    detail: [...reason, ...lines].join('; ') || null,
    result: { status: result.status, reason: result.reason },
  }
}

/** A level of a schedule was paged (D116). */
export function paged(turn: Turn, handle: string, level: number): void {
  const before = pagedOf(turn, handle)
  const now = { highest: Math.max(before?.highest ?? 0, level), first_at: before?.first_at ?? turn.at }
  turn.update({ paged: { ...turn.state.paged, [handle]: now } })
}
export const pagedOf = (turn: Turn, handle: string): Paged | undefined => own(turn.state.paged, handle)
