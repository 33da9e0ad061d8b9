import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Counted,
  countAtTime,
  countForEvent,
  countOccurrence,
  countValue,
  nothingCounted,
} from '../../../dsl/correlate/counting.ts'

const occurred = (id: string, at: number, alertId = `alert ${id}`) => ({ id, at, alertId })
const after = (bound: number, ...given: [id: string, at: number][]): Counted =>
  given.reduce((state, [id, at]) => countOccurrence(state, occurred(id, at), bound), nothingCounted)

describe('count', () => {
  test('holds (t - d, t]', () => {
    const state = after(5, ['a', 0], ['b', 5], ['c', 10])
    expect(countForEvent(state, 10, 10)).toEqual({ count: 2, alertIds: ['alert b', 'alert c'], until: 10 })
    expect(countForEvent(state, 11, 10).count).toBe(3)
    expect(countForEvent(state, 10, 20).count).toBe(0)
  })
  test('the same occurrence once', () => expect(after(5, ['a', 0], ['a', 0]).entries).toHaveLength(1))
  test('an occurrence that comes late is counted with those after it', () =>
    expect(countForEvent(after(5, ['a', 1], ['c', 3], ['b', 2]), 10, 2).count).toBe(3))
  test('keeps one more than the bound', () => {
    const state = after(2, ['a', 1], ['b', 2], ['c', 3], ['d', 4])
    expect(state.entries.map(({ id }) => id)).toEqual(['b', 'c', 'd'])
  })
  test('as of now holds what a fast clock told', () => {
    expect(countAtTime(after(5, ['a', 0], ['b', 50]), 10, 45).count).toBe(1)
    expect(countAtTime(after(5, ['a', 0], ['b', 50]), 10, 61).count).toBe(0)
  })
})

describe('distinct', () => {
  test('a value counts from when it was last seen', () => {
    let state = countValue(nothingCounted, 'x', occurred('1', 0), 3)
    state = countValue(state, 'y', occurred('2', 5), 3)
    state = countValue(state, 'x', occurred('3', 8), 3)
    expect(countForEvent(state, 6, 8)).toEqual({ count: 2, alertIds: ['alert 2', 'alert 3'], until: 8 })
    expect(countForEvent(state, 3, 8).count).toBe(1)
  })
  test('seen late, it counts from the later', () => {
    const state = countValue(countValue(nothingCounted, 'x', occurred('1', 8), 3), 'x', occurred('2', 2), 3)
    expect(state.entries).toEqual([{ id: 'x', at: 8, alertId: 'alert 1' }])
  })
})

/** By the words of the language: everything that ever occurred is kept and looked through. */
const history = fc.array(
  fc.record({ id: fc.nat(30), value: fc.constantFrom('x', 'y', 'z', 'v', 'w'), at: fc.nat(60) }),
  { maxLength: 40 },
)
const firstOfEach = (all: readonly { id: number; value: string; at: number }[]) =>
  all.filter(({ id }, index) => all.findIndex((one) => one.id === id) === index)

describe('agrees with looking through everything', () => {
  test('whatever the order of arrival, the bound and the window', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 30 }), (given, bound, d) => {
        // An id has one time: the second telling of it is the same.
        const all = given.map((one) => ({ ...one, at: firstOfEach(given).find(({ id }) => id === one.id)?.at ?? 0 }))
        let counts = nothingCounted
        let values = nothingCounted
        const told: typeof all = []
        for (const one of all) {
          counts = countOccurrence(counts, occurred(String(one.id), one.at), bound)
          values = countValue(values, one.value, occurred(String(one.id), one.at), bound)
          told.push(one)
          const until = Math.max(...told.map(({ at }) => at))
          const held = told.filter(({ at }) => at > until - d && at <= until)
          const count = new Set(held.map(({ id }) => id)).size
          const distinct = new Set(held.map(({ value }) => value)).size
          expect(countForEvent(counts, d, one.at).count).toBe(Math.min(count, bound + 1))
          expect(countForEvent(values, d, one.at).count).toBe(Math.min(distinct, bound + 1))
        }
      }),
      { numRuns: 3_000 },
    )
  })
  test('the state does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 8 }), fc.nat(), (given, bound, turn) => {
        const all = firstOfEach(given)
        const other = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))].reverse()
        const take = (order: typeof all) =>
          order.reduce((state, one) => countOccurrence(state, occurred(String(one.id), one.at), bound), nothingCounted)
        expect(take(other)).toEqual(take(all))
      }),
      { numRuns: 2_000 },
    )
  })
})
