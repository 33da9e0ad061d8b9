import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Awaited, absenceAt, awaitFrom, dueAt, seen } from '../../../dsl/correlate/absence.ts'

const known = seen(null, 0).state

describe('absence', () => {
  test('is told after the whole time, not before, and once', () => {
    expect(absenceAt(known, 10, false, 9)).toEqual({ state: known, decision: { kind: 'waits', until: 10 } })
    const told = absenceAt(known, 10, false, 10)
    expect(told.decision).toEqual({ kind: 'absent', since: 0 })
    expect(told.state && absenceAt(told.state, 10, false, 11).decision.kind).toBe('still absent')
  })
  test('is over when the event is seen again, and may be told again', () => {
    const told = absenceAt(known, 10, false, 10).state
    const back = seen(told, 12)
    expect(back).toEqual({ state: { seenAt: 12, told: false }, back: true })
    expect(absenceAt(back.state, 10, false, 22).decision.kind).toBe('absent')
  })
  test('an event that comes late does not turn the clock back', () =>
    expect(seen({ seenAt: 9, told: false }, 4)).toEqual({ state: { seenAt: 9, told: false }, back: false }))
  test('a key is forgotten after four times as long, the one without `by` never', () => {
    const told: Awaited = { seenAt: 0, told: true }
    expect(dueAt(told, 10)).toBe(40)
    expect(absenceAt(told, 10, false, 39).decision.kind).toBe('still absent')
    expect(absenceAt(told, 10, false, 40)).toEqual({ state: null, decision: { kind: 'forgotten', since: 0 } })
    expect(absenceAt(told, 10, true, 400).decision.kind).toBe('still absent')
  })
  test('a key that was forgotten is learnt anew, and what was told of it is over', () =>
    expect(seen(null, 99)).toEqual({ state: { seenAt: 99, told: false }, back: true }))
  test('without `by` the clock starts at publish', () => expect(dueAt(awaitFrom(100), 10)).toBe(110))
})

test('asked at every instant it tells exactly the silences that lasted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 12 }), fc.integer({ min: 1, max: 15 }), (times, forMs) => {
      const events = new Set(times)
      const told: number[] = []
      let state = awaitFrom(0)
      for (let now = 0; now <= 80; now++) {
        if (events.has(now)) state = seen(state, now).state
        const { decision, state: next } = absenceAt(state, forMs, true, now)
        state = next ?? state
        if (decision.kind === 'absent') told.push(now)
      }
      const expected: number[] = []
      for (let now = forMs; now <= 80; now++) {
        const last = Math.max(0, ...[...events].filter((at) => at <= now))
        if (now - last === forMs) expected.push(now)
      }
      expect(told).toEqual(expected)
    }),
    { numRuns: 2_000 },
  )
})
