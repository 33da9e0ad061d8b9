/** `on absence of (…) for d by K`: told only after the whole time has passed without the event (D92). */

/** Of one rule and key: plain JSON. Times are milliseconds since 1970 UTC. */
export interface Awaited {
  /** Event time of the newest, or when the waiting began. */
  readonly seenAt: number
  /** It is missing, and that was told. */
  readonly told: boolean
}

/** Without `by` there is one key, and its clock starts when the rule is published. */
export const awaitFrom = (publishedAt: number): Awaited => ({ seenAt: publishedAt, told: false })

/**
 * The event was seen.
 * @param state null when the key is not known: it is learnt by this
 * @returns `back`: an incident about its absence is over
 */
export function seen(state: Awaited | null, at: number): { readonly state: Awaited; readonly back: boolean } {
  const seenAt = state === null ? at : Math.max(state.seenAt, at)
  // Of a key that was forgotten nobody knows whether its absence had been told.
  return { state: { seenAt, told: false }, back: state === null || state.told }
}

/** When the clock is to be asked next. */
export const dueAt = (state: Awaited, forMs: number): number =>
  state.told ? forgottenAt(state, forMs) : state.seenAt + forMs

const forgottenAt = ({ seenAt }: Awaited, forMs: number): number => seenAt + keptTimes * forMs
/** How many times `for` a key is remembered after it was last seen. */
const keptTimes = 4

export type AbsenceDecision =
  | { readonly kind: 'waits'; readonly until: number }
  /** It was not seen for the whole time: once per silence. */
  | { readonly kind: 'absent'; readonly since: number }
  /** Told already. */
  | { readonly kind: 'still absent'; readonly since: number }
  /** Too long gone to be expected back; the key is learnt anew when it comes. */
  | { readonly kind: 'forgotten'; readonly since: number }

/**
 * What the time says.
 * @param keeps the key is never forgotten: the one of a rule without `by`
 * @returns state null when the key is forgotten
 */
export function absenceAt(
  state: Awaited,
  forMs: number,
  keeps: boolean,
  now: number,
): { readonly state: Awaited | null; readonly decision: AbsenceDecision } {
  const { seenAt: since, told } = state
  if (now < since + forMs) return { state, decision: { kind: 'waits', until: since + forMs } }
  if (!told) return { state: { ...state, told: true }, decision: { kind: 'absent', since } }
  if (keeps || now < forgottenAt(state, forMs)) return { state, decision: { kind: 'still absent', since } }
  return { state: null, decision: { kind: 'forgotten', since } }
}
