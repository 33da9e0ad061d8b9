/** Which events count, and when they happened (D79, D82). Times are milliseconds since 1970 UTC. */

/** How far a source's clock may be from ours before its time is not taken (D82, setting `lateness`). */
export interface Lateness {
  /** Before receipt. */
  readonly pastMs: number
  /** After receipt. */
  readonly futureMs: number
}
export const defaultLateness: Lateness = { pastMs: 5 * 60_000, futureMs: 60_000 }

/** Event time: when the source says it started, where that is near enough to the receipt, else the receipt. */
export function eventTime(startedAt: number | null, receivedAt: number, lateness = defaultLateness): number {
  if (startedAt === null) return receivedAt
  const early = startedAt < receivedAt - lateness.pastMs
  const late = startedAt > receivedAt + lateness.futureMs
  return early || late ? receivedAt : startedAt
}

/** One occurrence of an alert. The same occurrence told twice has the same id and the same time. */
export interface Occurred {
  readonly id: string
  readonly at: number
  readonly alertId: string
}

/** The part of a firing event that decides whether it counts. */
export interface FiringEvent {
  /** Of this receipt alone: makes an occurrence of an event whose source sends no start. */
  readonly eventId: string
  readonly alertId: string
  readonly fingerprint: string
  readonly startedAt: number | null
}

/**
 * The occurrence that a firing event tells of; null for one that was told before.
 * @param openSince newest start that is known of the open alert, or null when the event opened it
 */
export function occurrenceOf(
  event: FiringEvent,
  openSince: number | null,
  receivedAt: number,
  lateness = defaultLateness,
): Occurred | null {
  const { eventId, alertId, fingerprint, startedAt } = event
  const at = eventTime(startedAt, receivedAt, lateness)
  if (startedAt === null) return { id: eventId, at, alertId }
  if (startedAt === openSince) return null
  // Of an older start nobody knows any more whether it was told, unless a window still holds it: that one finds it there.
  if (openSince !== null && startedAt < openSince && at !== startedAt) return null
  return { id: JSON.stringify([fingerprint, startedAt]), at, alertId }
}
