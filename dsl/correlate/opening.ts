/** Whether an alert that a rule takes joins an incident, opens one, or is held back by dedup or throttle (D85, D87, D88). */

/** `dedup by K for d`, of one rule and key. */
export interface Opened {
  readonly incidentId: string
  readonly at: number
}
/** `throttle n per d by K`, of one rule and key. */
export interface Throttled {
  /** When incidents were opened, oldest first; at most n. */
  readonly openings: readonly number[]
  /** Alerts held back since the last digest, each once, in order. */
  readonly held: readonly string[]
  /** When they are told in one message; null while none is held. */
  readonly digestAt: number | null
}
export const nothingThrottled: Throttled = { openings: [], held: [], digestAt: null }

export interface OpeningState {
  /** The last incident of the dedup key; null: none, or the rule has no `dedup`. */
  readonly opened: Opened | null
  readonly throttled: Throttled
}
export interface OpeningSpec {
  readonly dedupForMs: number | null
  readonly throttle: { readonly count: number; readonly perMs: number } | null
}

export type Opening =
  | { readonly kind: 'joins'; readonly incidentId: string }
  | { readonly kind: 'opens' }
  /** Attached to that incident, closed or not; nothing is started. */
  | { readonly kind: 'deduped'; readonly incidentId: string; readonly openedAt: number; readonly until: number }
  /** Not taken: a later event of the alert is asked again. */
  | { readonly kind: 'throttled'; readonly opened: number; readonly until: number }

/**
 * @param joins the incident of its group that still takes alerts, or null: joining one is neither deduped nor throttled
 * @param incidentId of the incident that would be opened
 */
export function decideOpening(
  spec: OpeningSpec,
  state: OpeningState,
  joins: string | null,
  alertId: string,
  incidentId: string,
  now: number,
): { readonly state: OpeningState; readonly opening: Opening } {
  if (joins !== null) return { state, opening: { kind: 'joins', incidentId: joins } }
  const { opened } = state
  if (spec.dedupForMs !== null && opened !== null && now < opened.at + spec.dedupForMs) {
    const until = opened.at + spec.dedupForMs
    return { state, opening: { kind: 'deduped', incidentId: opened.incidentId, openedAt: opened.at, until } }
  }
  const next = { opened: { incidentId, at: now }, throttled: state.throttled }
  if (spec.throttle === null) return { state: next, opening: { kind: 'opens' } }
  const { count, perMs } = spec.throttle
  // A sliding window (t - d, t], as those of counts.
  const openings = state.throttled.openings.filter((at) => at > now - perMs)
  const oldest = openings[0]
  if (openings.length < count || oldest === undefined) {
    const throttled = { ...state.throttled, openings: [...openings, now].slice(-Math.max(1, count)) }
    return { state: { ...next, throttled }, opening: { kind: 'opens' } }
  }
  const until = oldest + perMs
  const known = state.throttled.held.includes(alertId)
  const held = known ? state.throttled.held : [...state.throttled.held, alertId]
  const throttled = { openings, held, digestAt: state.throttled.digestAt ?? until }
  return { state: { ...state, throttled }, opening: { kind: 'throttled', opened: openings.length, until } }
}

/** The message of a throttle's end: what was held back, told once (D88). Null before it is due, or with nothing held. */
export function digest(
  state: Throttled,
  now: number,
): { readonly state: Throttled; readonly alertIds: readonly string[] } | null {
  if (state.digestAt === null || now < state.digestAt) return null
  return { state: { ...state, held: [], digestAt: null }, alertIds: state.held }
}
