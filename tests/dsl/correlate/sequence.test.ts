import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  matchesDue,
  mostEvents,
  nextDue,
  nothingSequenced,
  type Sequenced,
  type SequenceEvent,
  type SequencePart,
  sequence,
} from '../../../dsl/correlate/sequence.ts'

const event = (name: string): SequencePart => ({ kind: 'event', name })
const without = (name: string): SequencePart => ({ kind: 'without', name })
const lateMs = 5

/** Events are written `a3`: fits the part named a, at 3. Several names: fits all of them. */
function read(parts: readonly SequencePart[], text: string): readonly SequenceEvent[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [, names = '', at = '0'] = /^([a-z]+)(\d+)$/u.exec(word) ?? []
      const fits = parts.flatMap(({ name }, index) => (names.includes(name) ? [index] : []))
      return { id: word, at: Number(at), alertId: `alert ${word}`, fits }
    })
}
const state = (parts: readonly SequencePart[], text: string, d = 10): Sequenced =>
  read(parts, text).reduce((before, one) => sequence(before, one, d, lateMs), nothingSequenced)
const shown = (parts: readonly SequencePart[], text: string, now = 1_000, d = 10) =>
  matchesDue(state(parts, text, d), parts, d, now).matches.map(({ events }) =>
    Object.values(events)
      .map(({ id }) => id)
      .join(' '),
  )

const ab = [event('a'), event('b')]
const guarded = [event('a'), without('x'), event('b')]
const guardedToTheEnd = [event('a'), event('b'), without('x')]

describe('a sequence', () => {
  test.each<[what: string, parts: readonly SequencePart[], given: string, matches: readonly string[]]>([
    ['in order', ab, 'a1 b2', ['a1 b2']],
    ['the other way round', ab, 'b1 a2', []],
    ['others between are skipped', ab, 'a1 c2 b3', ['a1 b3']],
    ['the first that fits is taken', ab, 'a1 b2 b3', ['a1 b2']],
    // Open at its older end, as every window: (t - d, t] (D82).
    ['just within the time', ab, 'a1 b10', ['a1 b10']],
    ['not within the time', ab, 'a1 b11', []],
    ['long after it', ab, 'a1 b12', []],
    ['at the same instant none is after the other', ab, 'a1 b1', []],
    ['each first event begins one, the latest first', ab, 'a1 a2 b3', ['a2 b3', 'a1 b3']],
    ['an event that fits two parts', ab, 'ab1 ab2 ab3', ['ab2 ab3', 'ab1 ab2']],
    ['late, it is in its place', ab, 'b3 a1', ['a1 b3']],
    ['a `without` guards its gap', guarded, 'a1 x2 b3', []],
    ['not before it', guarded, 'x1 a2 b3', ['a2 b3']],
    ['nor after it', guarded, 'a1 b2 x3', ['a1 b2']],
    ['only the match in whose gap it is', guarded, 'a1 x2 a3 b4', ['a3 b4']],
    ['what fits both ends it', guarded, 'a1 xb2 b3', []],
    ['written last, it guards until the time is over', guardedToTheEnd, 'a1 b2 x10', []],
    ['and no longer', guardedToTheEnd, 'a1 b2 x11', ['a1 b2']],
    ['nor later', guardedToTheEnd, 'a1 b2 x12', ['a1 b2']],
  ])('%s', (_what, parts, given, matches) => expect(shown(parts, given)).toEqual(matches))

  test('guarded to the end it is made only then', () => {
    const kept = state(guardedToTheEnd, 'a1 b2')
    expect(matchesDue(kept, guardedToTheEnd, 10, 10).matches).toEqual([])
    expect(nextDue(kept, guardedToTheEnd, 10)).toBe(11)
    expect(matchesDue(kept, guardedToTheEnd, 10, 11).matches).toHaveLength(1)
  })
  test('is made once, also when a late event would make it another', () => {
    const made = matchesDue(state(ab, 'a1 b3'), ab, 10, 3)
    const late = read(ab, 'b2')[0]
    expect(made.matches).toHaveLength(1)
    expect(late && matchesDue(sequence(made.state, late, 10, lateMs), ab, 10, 4).matches).toEqual([])
  })
  test('names its events and says which was last', () => {
    const [match] = matchesDue(state(ab, 'a1 b2'), ab, 10, 2).matches
    expect(match?.events.a?.alertId).toBe('alert a1')
    expect(match?.last.id).toBe('b2')
  })
})

describe('what is kept', () => {
  test('nothing that fits no part, and nothing twice', () =>
    expect(state(ab, 'c1 a2 a2').events.map(({ id }) => id)).toEqual(['a2']))
  test('nothing older than the window and the time for late ones', () =>
    expect(state(ab, 'a1 a20').events.map(({ id }) => id)).toEqual(['a20']))
  test('no more than so many, the oldest go first and are counted', () => {
    const many = Array.from({ length: mostEvents + 3 }, (_, at) => `a${at}`).join(' ')
    const kept = state(ab, many, 1_000)
    expect(kept.events).toHaveLength(mostEvents)
    expect(kept.events[0]?.id).toBe('a3')
    expect(kept.dropped).toBe(3)
  })
})

/** By the words: every choice of events is tried, and the earliest that could be taken at each part is the match. */
function byTheWords(parts: readonly SequencePart[], events: readonly SequenceEvent[], d: number): readonly string[] {
  const inOrder = events.toSorted((a, b) => a.at - b.at)
  const wanted = parts.flatMap(({ kind }, index) => (kind === 'event' ? [index] : []))
  return inOrder.flatMap((first) => {
    if (!first.fits.includes(wanted[0] ?? 0)) return []
    const chosen = [first]
    for (let step = 1; step < wanted.length; step++) {
      const [from, part] = [chosen.at(-1), wanted[step] ?? 0]
      const next = inOrder.find((one) => from && one.at > from.at && one.at < first.at + d && one.fits.includes(part))
      if (!from || !next) return []
      chosen.push(next)
    }
    const guards = parts.flatMap(({ kind }, index) => (kind === 'without' ? [index] : []))
    const broken = guards.some((guard) => {
      const before = wanted.filter((part) => part < guard).length - 1
      const [from, to] = [chosen[before], chosen[before + 1]]
      const held = (at: number) => (to ? at <= to.at : at < first.at + d)
      return inOrder.some((one) => from && one.fits.includes(guard) && one.at > from.at && held(one.at))
    })
    return broken ? [] : [chosen.map(({ id }) => id).join(' ')]
  })
}

test('agrees with trying every choice, in any order of arrival', () => {
  const shapes = fc.constantFrom(
    ab,
    guarded,
    guardedToTheEnd,
    [event('a'), event('b'), event('c')],
    [event('a'), without('x'), event('b'), without('y'), event('c')],
  )
  const words = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'x', 'y', 'ab', 'bx'), fc.nat(25)), {
    maxLength: 14,
    // Ties are decided by the order of arrival, which is not the same in both.
    selector: ([, at]) => at,
  })
  fc.assert(
    fc.property(shapes, words, fc.integer({ min: 1, max: 12 }), fc.nat(), (parts, given, d, turn) => {
      const all = read(parts, given.map(([names, at]) => `${names}${at}`).join(' '))
      const other = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))]
      // Nothing is let go: that is tested above.
      const kept = other.reduce((before, one) => sequence(before, one, d, 1_000), nothingSequenced)
      const found = matchesDue(kept, parts, d, 1_000).matches
      const texts = found.map(({ events }) =>
        Object.values(events)
          .map(({ id }) => id)
          .join(' '),
      )
      expect(texts.toReversed()).toEqual(byTheWords(parts, all, d))
    }),
    { numRuns: 4_000 },
  )
})
