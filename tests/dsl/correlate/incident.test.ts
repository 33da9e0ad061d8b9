import { describe, expect, test } from 'vitest'
import { leadAlert, rise, settlement } from '../../../dsl/correlate/incident.ts'
import type { Severity } from '../../../dsl/model/severity.ts'

describe('a rise (D25)', () => {
  test('above the incident is told, with the reason', () =>
    expect(rise('warning', 'critical', false, null)).toEqual({
      severity: 'critical',
      reason: 'Severity rose above warning, the severity at the acknowledgement',
    }))
  test.each<[known: Severity, severity: Severity]>([
    ['warning', 'warning'],
    ['critical', 'info'],
  ])('%s stays at %s', (known, severity) => expect(rise(known, severity, false, null)).toBeNull())
  test('above what somebody took on is told, though the incident was worse already', () =>
    expect(rise('critical', 'high', true, null)).toMatchObject({ severity: 'critical' }))
})

test.each([
  [1, 1, 'open'],
  [0, 1, 'acknowledged'],
  [0, 0, 'resolved'],
])('%i active and %i acknowledged alerts: %s', (active, acknowledged, is) =>
  expect(settlement(active, acknowledged)).toBe(is),
)

describe('the lead alert (D89)', () => {
  const alert = (id: string, severity: Severity, state = 'active') => ({ id, severity, state })
  test('is the most severe unresolved one, ties to the oldest', () => {
    const alerts = [alert('a', 'info'), alert('b', 'high'), alert('c', 'high'), alert('d', 'critical', 'resolved')]
    expect(leadAlert(alerts)?.id).toBe('b')
  })
  test('is the most severe of all when all are resolved', () =>
    expect(leadAlert([alert('a', 'info', 'resolved'), alert('b', 'high', 'resolved')])?.id).toBe('b'))
  test('of none is none', () => expect(leadAlert([])).toBeNull())
})
