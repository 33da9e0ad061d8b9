/**
 * `on sequence within d by K { event a … event b … without c … }` (D91). The state is what has occurred, not what might
 * become of it: matches are read from it in the order of event time, so an event that comes late is in its place.
 */

/** A part as written. `where` is asked by the caller: an occurrence says which parts it fits. */
export interface SequencePart {
  readonly kind: 'event' | 'without'
  readonly name: string
}
/** One occurrence that fits some part. */
export interface SequenceEvent {
  /** Of the occurrence; the same one is taken in once. */
  readonly id: string
  readonly at: number
  readonly alertId: string
  /** Indices of the parts it fits, rising. */
  readonly fits: readonly number[]
}
/** Of one sequence and key: plain JSON. */
export interface Sequenced {
  /** By event time, ties by arrival. */
  readonly events: readonly SequenceEvent[]
  /** Ids of the events with which a match that was made began: each begins at most one. */
  readonly made: readonly string[]
  /** How many were let go because more than `mostEvents` were kept. */
  readonly dropped: number
}
export const nothingSequenced: Sequenced = { events: [], made: [], dropped: 0 }

/** Events kept of one key; the oldest go first (D27). */
export const mostEvents = 100

export interface SequenceMatch {
  /** By name of the event part. */
  readonly events: Readonly<Record<string, SequenceEvent>>
  readonly first: SequenceEvent
  readonly last: SequenceEvent
  /** When it holds for sure: null at once; where a `without` is written last, at the end of the window. */
  readonly dueAt: number | null
}

/**
 * Takes in one occurrence.
 * @param pastMs how late one may come (D82): so long they are kept beyond the window
 */
export function sequence(state: Sequenced, event: SequenceEvent, withinMs: number, pastMs: number): Sequenced {
  if (event.fits.length === 0 || state.events.some(({ id }) => id === event.id)) return state
  const place = state.events.findIndex(({ at }) => at > event.at)
  const all = place < 0 ? [...state.events, event] : state.events.toSpliced(place, 0, event)
  const newest = all.at(-1)?.at ?? event.at
  const fresh = all.filter(({ at }) => at >= newest - withinMs - pastMs)
  const events = fresh.slice(-mostEvents)
  const held = new Set(events.map(({ id }) => id))
  return {
    events,
    made: state.made.filter((id) => held.has(id)),
    dropped: state.dropped + fresh.length - events.length,
  }
}

/**
 * The matches that hold now and were not made yet, the one whose events are latest first: of several that end with the
 * same alert a rule takes the first.
 */
export function matchesDue(
  state: Sequenced,
  parts: readonly SequencePart[],
  withinMs: number,
  now: number,
): { readonly state: Sequenced; readonly matches: readonly SequenceMatch[] } {
  const matches = matchesIn(state, parts, withinMs).filter(({ dueAt }) => dueAt === null || dueAt <= now)
  if (matches.length === 0) return { state, matches }
  return { state: { ...state, made: [...state.made, ...matches.map(({ first }) => first.id)] }, matches }
}

/** When the clock makes the next match; null when only an event can make one. */
export function nextDue(state: Sequenced, parts: readonly SequencePart[], withinMs: number): number | null {
  const dues = matchesIn(state, parts, withinMs).flatMap(({ dueAt }) => dueAt ?? [])
  return dues.length === 0 ? null : Math.min(...dues)
}

/** A match that has come so far. */
interface Partial {
  readonly events: readonly SequenceEvent[]
  /** Index of the last event's part. */
  readonly part: number
}

/** Those not made yet. */
function matchesIn(state: Sequenced, parts: readonly SequencePart[], withinMs: number): readonly SequenceMatch[] {
  const firstPart = parts.findIndex(({ kind }) => kind === 'event')
  const lastPart = parts.findLastIndex(({ kind }) => kind === 'event')
  const guarded = lastPart < parts.length - 1
  let open: Partial[] = []
  for (const event of state.events) {
    const next = open.flatMap((partial) => after(partial, event, parts, withinMs))
    const begins = event.fits.includes(firstPart) && !state.made.includes(event.id)
    open = begins ? [...next, { events: [event], part: firstPart }] : next
  }
  return open
    .flatMap(({ events, part }) => {
      const [first, last] = [events[0], events.at(-1)]
      if (part !== lastPart || first === undefined || last === undefined) return []
      const names = parts.filter(({ kind }) => kind === 'event').map(({ name }) => name)
      return {
        events: Object.fromEntries(names.map((name, index) => [name, events[index] ?? last])),
        first,
        last,
        dueAt: guarded ? first.at + withinMs : null,
      }
    })
    .reverse()
}

/** What an event makes of a match that has come so far: ends it, takes it further, or leaves it. */
function after(
  partial: Partial,
  event: SequenceEvent,
  parts: readonly SequencePart[],
  withinMs: number,
): readonly Partial[] {
  const [first, last] = [partial.events[0], partial.events.at(-1)]
  if (first === undefined || last === undefined) return []
  // Of two at the same instant none is after the other. The window is open at its older end, as all are: (t - d, t] (D82).
  if (event.at <= last.at || event.at - first.at >= withinMs) return [partial]
  const nextEvent = parts.findIndex(({ kind }, index) => index > partial.part && kind === 'event')
  const end = nextEvent < 0 ? parts.length : nextEvent
  const forbidden = event.fits.some((index) => index > partial.part && index < end)
  if (forbidden) return []
  if (nextEvent < 0 || !event.fits.includes(nextEvent)) return [partial]
  return [{ events: [...partial.events, event], part: nextEvent }]
}
