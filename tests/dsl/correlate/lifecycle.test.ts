import { describe, expect, test } from 'vitest'
import { decideEvent, type Occurrence, type OpenAlert } from '../../../dsl/correlate/lifecycle.ts'

const now = Date.UTC(2026, 2, 2, 12)
const began = now - 600_000
const open = (given: Partial<OpenAlert> = {}): OpenAlert => ({
  id: 'alert_1',
  state: 'active',
  severity: 'warning',
  acknowledged_severity: null,
  count: 3,
  started_at: began,
  ...given,
})
const event = (given: Partial<Occurrence> = {}): Occurrence => ({
  status: 'active',
  severity: 'warning',
  started_at: null,
  ended_at: null,
  ...given,
})
const kinds = (of: readonly { readonly kind: string }[]) => of.map(({ kind }) => kind)

describe('without an open alert', () => {
  test('a firing event opens one, at the time the source says', () => {
    const decided = decideEvent(null, null, event({ severity: 'high', started_at: began }), now)
    expect(decided).toMatchObject({ outcome: 'opened', evaluates: true, content: 'replace' })
    expect(decided.changes).toMatchObject({ state: 'active', severity: 'high', count: 1, started_at: began })
    expect(kinds(decided.effects)).toEqual(['opened'])
  })
  test('or at its receipt', () => {
    expect(decideEvent(null, null, event(), now).changes.started_at).toBe(now)
  })
  test('after a resolved one, both know of each other (D47)', () => {
    const decided = decideEvent(null, { id: 'alert_0', started_at: began }, event({ started_at: began }), now)
    expect(decided.changes.previous_id).toBe('alert_0')
    expect(decided.timeline.map(({ of, kind }) => [of, kind])).toEqual([
      ['alert', 'opened'],
      ['previous', 'fired_again'],
    ])
  })
  test('a firing event older than the resolved one opens nothing', () => {
    const decided = decideEvent(null, { id: 'alert_0', started_at: began }, event({ started_at: began - 1 }), now)
    expect(decided).toMatchObject({ outcome: 'ignored', late: true, evaluates: false, effects: [] })
  })
  test('a resolve changes nothing (D41)', () => {
    expect(decideEvent(null, null, event({ status: 'resolved' }), now)).toMatchObject({
      outcome: 'ignored',
      evaluates: false,
      changes: {},
    })
  })
})

describe('a firing event of an open alert', () => {
  test('of the same severity counts and asks the rules again (D3)', () => {
    const decided = decideEvent(open(), null, event(), now)
    expect(decided).toMatchObject({ outcome: 'joined', evaluates: true, content: 'replace', timeline: [], effects: [] })
    expect(decided.changes).toEqual({ count: 4, last_event_at: now })
  })
  test('that began before it counts only (D25)', () => {
    const decided = decideEvent(open(), null, event({ severity: 'critical', started_at: began - 1 }), now)
    expect(decided).toMatchObject({ outcome: 'joined', late: true, evaluates: false, content: 'keep', effects: [] })
    expect(decided.changes).toEqual({ count: 4, last_event_at: now })
  })
  test('that is milder lowers the severity and tells nobody', () => {
    const decided = decideEvent(open({ severity: 'critical' }), null, event({ severity: 'info' }), now)
    expect(decided.changes.severity).toBe('info')
    expect(kinds(decided.timeline)).toEqual(['severity'])
    expect(decided.effects).toEqual([])
  })
  test('that is worse tells those who were told', () => {
    const decided = decideEvent(open(), null, event({ severity: 'high' }), now)
    expect(decided.changes).toMatchObject({ severity: 'high' })
    expect(decided.effects).toEqual([{ kind: 'severity_raised', severity: 'high' }])
  })
})

describe('a worse event of an acknowledged alert (D25)', () => {
  const acknowledged = (severity: OpenAlert['severity']) =>
    open({ state: 'acknowledged', severity, acknowledged_severity: 'high' })
  test('takes the acknowledgement back when it is above the severity at the acknowledgement', () => {
    const decided = decideEvent(acknowledged('high'), null, event({ severity: 'critical' }), now)
    expect(decided.changes).toMatchObject({
      state: 'active',
      severity: 'critical',
      acknowledged_by: null,
      acknowledged_at: null,
      acknowledged_severity: null,
    })
    expect(kinds(decided.timeline)).toEqual(['severity', 'unacknowledged'])
    expect(kinds(decided.effects)).toEqual(['unacknowledged', 'severity_raised'])
  })
  test('leaves it when the severity had only fallen in between', () => {
    const decided = decideEvent(acknowledged('warning'), null, event({ severity: 'high' }), now)
    expect(decided.changes).toEqual({ count: 4, last_event_at: now, severity: 'high' })
    expect(decided.effects).toEqual([])
  })
  test('a milder one never takes it back', () => {
    expect(decideEvent(acknowledged('high'), null, event({ severity: 'info' }), now).changes.state).toBeUndefined()
  })
})

describe('a resolve of an open alert', () => {
  test('ends it when its source says', () => {
    const decided = decideEvent(open(), null, event({ status: 'resolved', ended_at: now - 5 }), now)
    expect(decided).toMatchObject({ outcome: 'resolved', evaluates: false, content: 'fill' })
    expect(decided.changes).toEqual({ state: 'resolved', ended_at: now - 5, last_event_at: now })
    expect(kinds(decided.effects)).toEqual(['resolved'])
  })
  test('keeps the severity, which many sources clear with it', () => {
    expect(decideEvent(open(), null, event({ status: 'resolved', severity: 'unknown' }), now).changes.severity).toBe(
      undefined,
    )
  })
  test.each<[string, Partial<Occurrence>]>([
    ['ended before it began', { ended_at: began - 1 }],
    ['began before it, with no end', { started_at: began - 1 }],
  ])('that %s is of an earlier one', (_, times) => {
    const decided = decideEvent(open(), null, event({ status: 'resolved', ...times }), now)
    expect(decided).toMatchObject({ outcome: 'joined', late: true, changes: {}, effects: [] })
  })
  test('ends it although its own start is older, when it ended after it', () => {
    const late = event({ status: 'resolved', started_at: began - 5_000, ended_at: now })
    expect(decideEvent(open(), null, late, now).outcome).toBe('resolved')
  })
})
