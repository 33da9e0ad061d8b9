import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPayload } from '../../../engine/http/read-payload.ts'
import { intakes } from '../../../engine/intake/index.ts'
import { readEventStatus } from '../../../engine/intake/words.ts'
import { fingerprintOf, identityOf } from '../../../engine/pipeline/identity.ts'

/** What the manifest says of one recorded body. */
interface Entry {
  readonly source: string
  readonly count: number
  readonly alerts: readonly { status: string; severity: string | null; title: string; fingerprint?: string }[]
}
const folder = join(import.meta.dirname, '../../fixtures')
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Entry>
const context = { integration: 'default', unverified: false }

const read = (source: string, bytes: Uint8Array | string) => {
  const intake = intakes.get(source)
  if (!intake) throw new Error(`No intake ${source}`)
  const payload = readPayload(Buffer.from(bytes), intake, context)
  if (payload.kind === 'unreadable') throw new Error(payload.error)
  return payload
}

describe.each([...intakes.keys()])('recorded bodies of %s', (source) => {
  const files = Object.keys(manifest).filter((file) => file.startsWith(`${source}/`))
  test('there are some', () => expect(files.length).toBeGreaterThan(0))
  test.each(files)('%s', (file) => {
    const entry = manifest[file]
    const { events, rejected } = read(source, readFileSync(join(folder, file)))
    expect(rejected).toEqual([])
    expect(events).toHaveLength(entry?.count ?? Number.NaN)
    for (const [index, expected] of (entry?.alerts ?? []).entries()) {
      expect(events[index]).toMatchObject({
        status: readEventStatus(expected.status),
        title: expect.stringMatching(new RegExp(expected.title, 'i')),
        ...(expected.severity && { severity: expected.severity }),
        ...(expected.fingerprint && { fingerprint: expected.fingerprint }),
      })
    }
    expect(new Set(events.map((event) => fingerprintOf('default', event))).size).toBe(events.length)
  })
})

describe('Alertmanager', () => {
  const one = (alert: object, group: object = {}) => {
    const { events } = read(
      'prometheus',
      JSON.stringify({ alerts: [{ status: 'firing', labels: {}, ...alert }], ...group }),
    )
    const [event] = events
    if (!event) throw new Error('No event.')
    return event
  }
  test('truncated alerts are noted', () => {
    const { events } = read('prometheus', readFileSync(join(folder, 'prometheus/multi-mixed-truncated.json')))
    expect(events.map(({ metadata }) => metadata.truncated_alerts)).toEqual([2, 2, 2])
  })
  test('the value comes from annotation, else label, when it is one', () => {
    expect(one({ annotations: { value: '95.2%' } }).value).toEqual({ $: 'percent', value: 95.2 })
    expect(one({ labels: { value: '1h30m' } }).value).toEqual({ $: 'duration', ms: 5_400_000 })
    expect(one({ annotations: { value: 'many' } }).value).toBeNull()
  })
  test('an end counts only when resolved, year 1 never', () => {
    const endsAt = '2026-03-14T03:00:00Z'
    expect(one({ endsAt }).ended_at).toBeNull()
    expect(one({ status: 'resolved', endsAt }).ended_at).toEqual(new Date(endsAt))
    expect(one({ status: 'resolved', endsAt: '0001-01-01T00:00:00Z' }).ended_at).toBeNull()
  })
  test.each(['prometheus', 'generic'])('%s: an end before the start is dropped, the alert is taken', (source) => {
    const [startsAt, endsAt] = ['2026-03-14T03:00:00Z', '2026-03-14T02:00:00Z']
    const alerts = [{ status: 'resolved', title: 't', labels: { alertname: 'A' }, startsAt, endsAt }]
    const { events, rejected } = read(source, JSON.stringify({ version: '4', alerts }))
    expect(rejected).toEqual([])
    expect(events).toMatchObject([{ status: 'resolved', started_at: new Date(startsAt), ended_at: null }])
    expect(events[0]?.body).toMatchObject({ endsAt })
  })
  test('without fingerprint equal labels are one alert, in any order; those that tell of a moment do not count', () => {
    const identity = (labels: object) => fingerprintOf('default', one({ labels }))
    const a = identity({ x: '1', y: '2' })
    expect(identity({ y: '2', x: '1' })).toBe(a)
    expect(identity({ y: '2', x: '1', value: '7', pod_ip: '10.0.0.1' })).toBe(a)
    expect(identity({ x: '1', y: '3' })).not.toBe(a)
  })
  test('an unknown severity word is kept, too long texts are cut at a character', () => {
    const event = one({ labels: { severity: 'spicy' }, annotations: { summary: '😀'.repeat(600) } })
    expect(event).toMatchObject({ severity: 'unknown', metadata: { severity_raw: 'spicy' } })
    expect(event.title).toBe('😀'.repeat(512))
  })
  test('what stands behind the 64th label is read; name and severity are kept, the others in their order', () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`l${index}`, 'x']))
    const event = one({ labels: { ...many, value: '7', alertname: 'Down', severity: 'critical' } })
    expect(event).toMatchObject({ severity: 'critical', name: 'Down', title: 'Down', value: 7 })
    expect(Object.keys(event.labels)).toEqual([...Object.keys(many).slice(0, 62), 'alertname', 'severity'])
  })
  test('unreadable members are named by their place', () => {
    const { events, rejected } = read(
      'prometheus',
      '{"alerts":[{"status":"firing","labels":{}},3,{"labels":{}},{"status":"firing"},{"status":"banana","labels":{}}]}',
    )
    expect(events).toHaveLength(1)
    expect(rejected.map(({ error }) => error)).toEqual([
      '/alerts/1 must be an object.',
      '/alerts/2/status must be "firing" or "resolved".',
      '/alerts/3/labels must be an object.',
      '/alerts/4/status must be "firing" or "resolved".',
    ])
  })
  test.each([
    ['OK', 'resolved'],
    ['open', 'active'],
  ])('the status %s means %s here too', (status, expected) => {
    expect(one({ status }).status).toBe(expected)
  })
  test('the payload of something else is unreadable as a whole', () => {
    expect(() => read('prometheus', '{"hello":1}')).toThrow(/\/alerts must be a list/)
  })
  test('NUL and half surrogate pairs become U+FFFD, __proto__ is left out', () => {
    const event = one({
      labels: { alertname: 'a' },
      annotations: JSON.parse('{"summary":"x\\u0000\\ud800y","__proto__":{"z":1}}'),
    })
    expect(event.title).toBe('x\uFFFD\uFFFDy')
    expect(JSON.stringify(event)).not.toContain('__proto__')
  })
})

test('generic takes an object, a list, or a list under alerts', () => {
  const alert = {
    summary: 'Disk',
    priority: 'P1',
    state: 'OK',
    dedup_key: 'd',
    link: 'https://x.example',
    timestamp: 1_773_450_000,
  }
  const expected = {
    title: 'Disk',
    severity: 'critical',
    status: 'resolved',
    fingerprint: 'd',
    url: 'https://x.example',
    started_at: new Date('2026-03-14T01:00:00Z'),
  }
  for (const body of [alert, [alert], { alerts: [alert] }]) {
    expect(read('generic', JSON.stringify(body)).events).toEqual([expect.objectContaining(expected)])
  }
})

test.each(['prometheus', 'generic'])('%s: a fingerprint of any length tells alerts apart', (source) => {
  const identity = (fingerprint: string) => {
    const alerts = [{ status: 'firing', title: 't', labels: { alertname: 'A' }, fingerprint }]
    const [event] = read(source, JSON.stringify({ alerts })).events
    return event && fingerprintOf('default', event)
  }
  const long = 'f'.repeat(400)
  expect(identity(`${long}1`)).not.toBe(identity(`${long}2`))
  expect(identity(long)).toBe(identity(long))
  expect(identity(long)?.length).toBeLessThan(256)
})

describe('two alerts that differ only behind a limit are two', () => {
  const labels = (count: number, last: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, index === count - 1 ? last : 'x']))
  test.each<[what: string, a: object, b: object]>([
    ['the 65th label', { labels: labels(65, 'a') }, { labels: labels(65, 'b') }],
    ['the end of a value', { labels: { l: `${'x'.repeat(2_048)}a` } }, { labels: { l: `${'x'.repeat(2_048)}b` } }],
    [
      'the end of a label name',
      { labels: { [`${'x'.repeat(128)}a`]: '1' } },
      { labels: { [`${'x'.repeat(128)}b`]: '1' } },
    ],
    ['the end of a title', { title: `${'x'.repeat(1_024)}a` }, { title: `${'x'.repeat(1_024)}b` }],
    ['the end of a source', { source: `${'x'.repeat(64)}a` }, { source: `${'x'.repeat(64)}b` }],
    [
      'the end of a source, with a fingerprint of its own',
      { source: `${'x'.repeat(64)}a`, fingerprint: '1' },
      { source: `${'x'.repeat(64)}b`, fingerprint: '1' },
    ],
  ])('%s', (_what, a, b) => {
    const identity = (members: object) => {
      const [event] = read('generic', JSON.stringify({ title: 't', ...members })).events
      if (!event) throw new Error('No event.')
      return identityOf({ ...event, fingerprint: fingerprintOf('default', event) })
    }
    expect(identity(a)).not.toBe(identity(b))
    expect(identity(a)).toBe(identity(a))
  })
  test('labels that tell of a moment do not count, however long', () => {
    const identity = (message: string) => {
      const [event] = read('generic', JSON.stringify({ title: 't', labels: { message } })).events
      return event && fingerprintOf('default', event)
    }
    expect(identity('x'.repeat(3_000))).toBe(identity('y'.repeat(4_000)))
  })
})
