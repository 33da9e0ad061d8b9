import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideOpening,
  digest,
  nothingThrottled,
  type Opening,
  type OpeningSpec,
  type OpeningState,
} from '../../../dsl/correlate/opening.ts'

const fresh: OpeningState = { opened: null, throttled: nothingThrottled }

/** Alerts one after the other, each at its time; incidents are named by their number. */
function play(spec: OpeningSpec, times: readonly number[], alertOf = (index: number) => `a${index}`) {
  let state = fresh
  const openings: Opening[] = []
  for (const [index, now] of times.entries()) {
    const decided = decideOpening(spec, state, null, alertOf(index), `i${index}`, now)
    state = decided.state
    openings.push(decided.opening)
  }
  return { state, openings, kinds: openings.map(({ kind }) => kind) }
}

describe('dedup', () => {
  const spec: OpeningSpec = { dedupForMs: 10, throttle: null }
  test('within the time alerts go to the last incident', () => {
    const { openings } = play(spec, [0, 9])
    expect(openings[1]).toEqual({ kind: 'deduped', incidentId: 'i0', openedAt: 0, until: 10 })
  })
  test('counts from the opening, not from the last alert', () =>
    expect(play(spec, [0, 9, 10]).kinds).toEqual(['opens', 'deduped', 'opens']))
  test('an alert that joins is not asked', () => {
    const { state } = play(spec, [0])
    expect(decideOpening(spec, state, 'i0', 'b', 'i1', 5)).toEqual({
      state,
      opening: { kind: 'joins', incidentId: 'i0' },
    })
  })
})

describe('throttle', () => {
  const spec: OpeningSpec = { dedupForMs: null, throttle: { count: 2, perMs: 10 } }
  test('opens so many in any such time, not in fixed ones', () =>
    expect(play(spec, [0, 8, 9, 10, 11, 18]).kinds).toEqual([
      'opens',
      'opens',
      'throttled',
      'opens',
      'throttled',
      'opens',
    ]))
  test('says how many were opened and until when', () =>
    expect(play(spec, [0, 8, 9]).openings[2]).toEqual({ kind: 'throttled', opened: 2, until: 10 }))
  test('what was held back is told once, when the time is over', () => {
    const { state } = play(spec, [0, 1, 2, 3, 4], (index) => (index === 4 ? 'a3' : `a${index}`))
    expect(digest(state.throttled, 9)).toBeNull()
    const told = digest(state.throttled, 10)
    expect(told?.alertIds).toEqual(['a2', 'a3'])
    expect(told && digest(told.state, 99)).toBeNull()
  })
  test('an alert that is deduped uses up nothing', () =>
    expect(play({ dedupForMs: 5, throttle: { count: 2, perMs: 100 } }, [0, 1, 2, 6, 12]).kinds).toEqual([
      'opens',
      'deduped',
      'deduped',
      'opens',
      'throttled',
    ]))
})

test('agrees with looking back over all that was opened', () => {
  const steps = fc.array(fc.nat(12), { maxLength: 40 })
  const limits = fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    perMs: fc.integer({ min: 1, max: 20 }),
    dedupForMs: fc.option(fc.integer({ min: 1, max: 15 }), { nil: null }),
  })
  fc.assert(
    fc.property(steps, limits, (pauses, { count, perMs, dedupForMs }) => {
      let now = 0
      const times = pauses.map((pause) => (now += pause))
      const opened: number[] = []
      const expected = times.map((time) => {
        const last = opened.at(-1)
        if (dedupForMs !== null && last !== undefined && time - last < dedupForMs) return 'deduped'
        if (opened.filter((at) => time - at < perMs).length >= count) return 'throttled'
        opened.push(time)
        return 'opens'
      })
      expect(play({ dedupForMs, throttle: { count, perMs } }, times).kinds).toEqual(expected)
    }),
    { numRuns: 3_000 },
  )
})
