import { describe, expect, test } from 'vitest'
import { eventTime, occurrenceOf } from '../../../dsl/correlate/occurrence.ts'

const minute = 60_000
const now = 100 * minute

describe('event time is the start, where that is near the receipt (D82)', () => {
  test.each<[what: string, startedAt: number | null, at: number]>([
    ['no start', null, now],
    ['five minutes before', now - 5 * minute, now - 5 * minute],
    ['more than five minutes before', now - 5 * minute - 1, now],
    ['a minute ahead', now + minute, now + minute],
    ['more than a minute ahead', now + minute + 1, now],
  ])('%s', (_what, startedAt, at) => expect(eventTime(startedAt, now)).toBe(at))
  test('the setting decides', () => expect(eventTime(now - 10, now, { pastMs: 9, futureMs: 0 })).toBe(now))
})

describe('what counts (D79)', () => {
  const event = { eventId: 'e1', alertId: 'a1', fingerprint: 'f' }
  test('an event that opens its alert, at its event time', () =>
    expect(occurrenceOf({ ...event, startedAt: now - minute }, null, now)).toEqual({
      id: JSON.stringify(['f', now - minute]),
      at: now - minute,
      alertId: 'a1',
    }))
  test('not the same start again, however late it is sent', () => {
    const sent = { ...event, startedAt: now - 60 * minute }
    expect(occurrenceOf(sent, sent.startedAt, now)).toBeNull()
  })
  test('a new start of an open alert', () =>
    expect(occurrenceOf({ ...event, startedAt: now }, now - minute, now)?.at).toBe(now))
  test('without starts each event', () => {
    expect(occurrenceOf({ ...event, startedAt: null }, now - minute, now)?.id).toBe('e1')
    expect(occurrenceOf({ ...event, eventId: 'e2', startedAt: null }, null, now)?.id).toBe('e2')
  })
  test('an older start, while it is near enough that a window knows it if it was told', () => {
    expect(occurrenceOf({ ...event, startedAt: now - minute }, now, now)?.at).toBe(now - minute)
    expect(occurrenceOf({ ...event, startedAt: now - 6 * minute }, now, now)).toBeNull()
  })
})
