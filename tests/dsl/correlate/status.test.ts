import { describe, expect, test } from 'vitest'
import { changeStatus, type State, type StatusSubject, statusOf } from '../../../dsl/correlate/status.ts'

const alert = (state: State): StatusSubject => ({
  state,
  severity: 'high',
  acknowledged_by: state === 'acknowledged' ? '@amy' : null,
  acknowledged_at: state === 'acknowledged' ? 1 : null,
  acknowledged_severity: state === 'acknowledged' ? 'high' : null,
  ended_at: null,
  resolved_by: null,
  resolution_note: null,
})

describe('the table of D46', () => {
  test.each<[from: State, to: State, kind: string]>([
    ['active', 'active', 'unchanged'],
    ['active', 'acknowledged', 'changed'],
    ['active', 'resolved', 'changed'],
    ['acknowledged', 'active', 'changed'],
    ['acknowledged', 'acknowledged', 'unchanged'],
    ['acknowledged', 'resolved', 'changed'],
    ['resolved', 'active', 'resolved'],
    ['resolved', 'acknowledged', 'resolved'],
    ['resolved', 'resolved', 'unchanged'],
  ])('%s to %s: %s', (from, to, kind) => {
    const decided = changeStatus(alert(from), to, '@kim', null, 9)
    expect(decided.kind).toBe(kind)
    if (decided.kind === 'changed') expect(decided.alert.state).toBe(to)
  })
})

test('an acknowledgement keeps who, when and how bad it was', () => {
  expect(changeStatus(alert('active'), 'acknowledged', '@kim', null, 9)).toMatchObject({
    alert: { acknowledged_by: '@kim', acknowledged_at: 9, acknowledged_severity: 'high' },
  })
})
test('taking it back forgets them', () => {
  expect(changeStatus(alert('acknowledged'), 'active', '@kim', null, 9)).toMatchObject({
    alert: { acknowledged_by: null, acknowledged_at: null, acknowledged_severity: null },
  })
})
test('a resolve keeps the note and who had acknowledged', () => {
  expect(changeStatus(alert('acknowledged'), 'resolved', '@kim', 'replaced disk', 9)).toMatchObject({
    alert: { ended_at: 9, resolution_note: 'replaced disk', resolved_by: '@kim', acknowledged_by: '@amy' },
  })
})
test('a muted alert is shown as suppressed until it is resolved (D22)', () => {
  expect([statusOf('active', []), statusOf('acknowledged', ['flapping']), statusOf('resolved', ['flapping'])]).toEqual([
    'active',
    'suppressed',
    'resolved',
  ])
})
