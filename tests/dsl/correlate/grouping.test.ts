import { describe, expect, test } from 'vitest'
import { fingerprintInput } from '../../../dsl/correlate/fingerprint.ts'
import { groupKey, joins, takesUntil } from '../../../dsl/correlate/grouping.ts'
import type { AlertFacts } from '../../../dsl/model/facts.ts'
import { facts, plan } from '../compile/made.ts'

const key = (by: string, alert: Partial<AlertFacts>, id = 'alert_1'): string =>
  groupKey(plan(`rule "r" { ${by} then { end ok } }`).group, facts(alert), id)

describe('the group of an alert (D85)', () => {
  test('without by is the alert alone', () => {
    expect(key('', {}, 'alert_1')).not.toBe(key('', {}, 'alert_2'))
  })
  test('with by is what the paths lead to, whichever alert', () => {
    const by = 'group by label.service, alert.severity'
    expect(key(by, { labels: { service: 'cart', pod: 'a' } }, 'alert_1')).toBe(
      key(by, { labels: { service: 'cart', pod: 'b' } }, 'alert_2'),
    )
    expect(key(by, { labels: { service: 'cart' } })).not.toBe(
      key(by, { labels: { service: 'cart' }, severity: 'critical' }),
    )
  })
  test('counts a missing label as empty', () => {
    expect(key('group by label.service', {})).toBe(key('group by label.service', { labels: { service: '' } }))
  })
  test('is never the same for different values, however they are written', () => {
    const by = 'group by label.a, label.b'
    const keys = [
      { a: 'x,y', b: '' },
      { a: 'x', b: 'y' },
      { a: 'x"', b: '"y' },
      { a: '', b: 'x,y' },
    ].map((labels) => key(by, { labels }))
    expect(new Set(keys).size).toBe(4)
  })
  test('is not the same after by was edited to another path', () => {
    const labels = { a: 'x', b: 'x' }
    expect(key('group by label.a', { labels })).not.toBe(key('group by label.b', { labels }))
  })
  test('does not depend on the composition of accents or on the order of members', () => {
    expect(key('group by label.a', { labels: { a: 'e\u0301' } })).toBe(key('group by label.a', { labels: { a: 'é' } }))
    expect(key('group by metadata.m', { metadata: { m: { a: 1, b: 2 } } })).toBe(
      key('group by metadata.m', { metadata: { m: { b: 2, a: 1 } } }),
    )
  })
})

test('an incident takes alerts until its time is over, its alerts are, or it is closed', () => {
  const until = takesUntil({ withinMs: 600_000 }, 1_000)
  expect(until).toBe(601_000)
  const taking = { takes_until: until, closed_at: null, resolved: false }
  expect(joins(taking, 600_999)).toBe(true)
  expect(joins(taking, 601_000)).toBe(false)
  expect(joins({ ...taking, takes_until: null }, 1e15)).toBe(true)
  expect(joins({ ...taking, takes_until: null, closed_at: 5 }, 6)).toBe(false)
  expect(joins({ ...taking, resolved: true }, 2_000)).toBe(false)
  expect(takesUntil({ withinMs: null }, 1_000)).toBeNull()
})

describe('the input of a fingerprint (D11)', () => {
  const base = {
    tenant: 'default',
    integration: 'default',
    source: 'prometheus',
    name: 'Disk',
    labels: { host: 'w7', env: 'prod' },
  }
  test('has one text whatever the order and composition of labels', () => {
    expect(fingerprintInput({ ...base, labels: { env: 'prod', host: 'w7' } })).toBe(fingerprintInput(base))
    expect(fingerprintInput({ ...base, labels: { e: 'é' } })).toBe(
      fingerprintInput({ ...base, labels: { e: 'e\u0301' } }),
    )
  })
  test('leaves out what tells of a moment, or what the integration says', () => {
    const measured = { ...base, labels: { ...base.labels, value: '93', pod_ip: '10.0.0.1' } }
    expect(fingerprintInput(measured)).toBe(fingerprintInput(base))
    expect(fingerprintInput(measured, ['value'])).not.toBe(fingerprintInput(base, ['value']))
    expect(fingerprintInput(base, ['env'])).toBe(fingerprintInput({ ...base, labels: { host: 'w7' } }, ['env']))
  })
  test('differs by tenant, integration, source, name and every other label', () => {
    const others = [
      { ...base, tenant: 'b' },
      { ...base, integration: 'generic' },
      { ...base, source: 'checkout' },
      { ...base, name: 'CPU' },
      { ...base, labels: { ...base.labels, host: 'w8' } },
      { ...base, labels: { host: 'w7' } },
    ]
    expect(new Set([base, ...others].map((event) => fingerprintInput(event))).size).toBe(7)
  })
})
