/** `count` and `distinct`: how many occurrences, or values, a window of time holds (D79 to D83, D27). */
import type { Occurred } from './occurrence.ts'

/** Of one window and key: plain JSON, one row in the store. Oldest first, ids or values once. */
export interface Counted {
  readonly entries: readonly Entry[]
}
interface Entry {
  /** Of `count` the occurrence's id; of `distinct` the value as text. */
  readonly id: string
  /** Of `distinct` when the value was last seen. */
  readonly at: number
  readonly alertId: string
}

export const nothingCounted: Counted = { entries: [] }

export interface Count {
  /** Exact up to the bound and one more; beyond that, that number. */
  readonly count: number
  /** The alerts that it counts, oldest first, each once. */
  readonly alertIds: readonly string[]
  /** Where the window ends. */
  readonly until: number
}

/**
 * Takes in one occurrence. One that is known changes nothing. Arriving late changes nothing but the order of arrival: the
 * state is the same as if it had come in time.
 * @param bound the number it will be compared with: no more than this and one are kept
 */
export function countOccurrence(state: Counted, { id, at, alertId }: Occurred, bound: number): Counted {
  if (state.entries.some((entry) => entry.id === id)) return state
  return kept([...state.entries, { id, at, alertId }], bound)
}

/** Takes in the value that one occurrence has; it counts from when it was last seen. */
export function countValue(state: Counted, value: string, { at, alertId }: Occurred, bound: number): Counted {
  const known = state.entries.find(({ id }) => id === value)
  if (known && known.at >= at) return state
  return kept([...state.entries.filter(({ id }) => id !== value), { id: value, at, alertId }], bound)
}

/**
 * What the window holds for an event of that time: it ends there, or at the newest occurrence of its key where that is
 * later, so that one that comes late corrects the count.
 */
export function countForEvent(state: Counted, withinMs: number, at: number): Count {
  const until = Math.max(at, state.entries.at(-1)?.at ?? at)
  return { ...countSince(state, until - withinMs), until }
}

/** What it holds as of now, for a run that asks (D10); what is ahead of our clock is held too. */
export const countAtTime = (state: Counted, withinMs: number, now: number): Count => ({
  ...countSince(state, now - withinMs),
  until: now,
})

/** When the window next holds one less, as of now; null when it holds nothing. */
export function nextLeaving({ entries }: Counted, withinMs: number, now: number): number | null {
  const next = entries.find(({ at }) => at + withinMs > now)
  return next ? next.at + withinMs : null
}

/** A window is open at its older end: (t - d, t]. */
function countSince({ entries }: Counted, since: number): Omit<Count, 'until'> {
  const held = entries.filter(({ at }) => at > since)
  return { count: held.length, alertIds: [...new Set(held.map(({ alertId }) => alertId))] }
}

/** The newest. Of two at the same time the smaller id is the older, so that the order of arrival does not matter. */
const kept = (entries: readonly Entry[], bound: number): Counted => ({
  entries: [...entries].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(-(Math.max(0, bound) + 1)),
})
