import { describe, expect, test } from 'vitest'
import { readPayload } from '../../../engine/http/read-payload.ts'
import { fitMetadata, jsonBytes } from '../../../engine/intake/fit-metadata.ts'
import { intakes } from '../../../engine/intake/index.ts'
import { limits } from '../../../engine/intake/limits.ts'

const of = (bytes: number) => 'x'.repeat(bytes)

test('what fits stays as it is', () => {
  const metadata = { a: of(limits.metadataBytes - '{"a":""}'.length) }
  expect(fitMetadata(metadata)).toBe(metadata)
})

test('the largest members are left out and named, of an object only what has no room', () => {
  expect(fitMetadata({ a: of(40_000), b: 1, c: of(30_000), d: of(50_000) })).toEqual({
    ...{ b: 1, c: of(30_000) },
    left_out: ['d', 'a'],
  })
  expect(fitMetadata({ annotations: { runbook: 'r', description: of(70_000) }, receiver: 'x' })).toEqual({
    ...{ annotations: { runbook: 'r' }, receiver: 'x' },
    left_out: ['annotations/description'],
  })
})

test.each<[what: string, metadata: Parameters<typeof fitMetadata>[0]]>([
  ['many small ones', Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`member ${index}`, index]))],
  ['long names', Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}${of(9_000)}`, index]))],
  ['signs of several bytes', { a: '磁'.repeat(30_000), b: '😀'.repeat(5_000) }],
  ['an object in an object', { a: { b: { c: of(70_000), d: 1 } } }],
  ['a list', { a: Array.from({ length: 40_000 }, () => 1) }],
])('%s fit afterwards', (_what, metadata) => {
  expect(jsonBytes(metadata)).toBeGreaterThan(limits.metadataBytes)
  const fitting = fitMetadata(metadata)
  expect(jsonBytes(fitting)).toBeLessThanOrEqual(limits.metadataBytes)
  expect(fitting.left_out).not.toEqual([])
})

describe.each([
  ['generic', { title: 't', metadata: { dump: of(100_000), team: 'shop' } }, { team: 'shop', left_out: ['dump'] }],
  [
    'prometheus',
    { status: 'firing', labels: {}, annotations: { description: of(100_000), team: 'shop' } },
    { annotations: { team: 'shop' }, left_out: ['annotations/description'] },
  ],
])('%s', (source, alert, metadata) => {
  test('an alert with too much metadata is taken without the largest members, and kept as it came', () => {
    const intake = intakes.get(source)
    if (!intake) throw new Error(`No intake ${source}`)
    const bytes = Buffer.from(JSON.stringify({ alerts: [alert] }))
    const read = readPayload(bytes, intake, { integration: 'default', unverified: false })
    expect(read).toMatchObject({ kind: 'read', events: [{ metadata, body: alert }] })
  })
})
