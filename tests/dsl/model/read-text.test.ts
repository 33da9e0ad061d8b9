import { describe, expect, test } from 'vitest'
import {
  readDuration,
  readMeasured,
  readNumber,
  readPercent,
  readSize,
  readTime,
} from '../../../dsl/model/read-text.ts'
import { durationText, sizeText } from '../../../dsl/model/value-text.ts'

const gib = 1024 ** 3

describe.each<[string, (text: string) => number | null, [text: string, value: number | null][]]>([
  [
    'number',
    readNumber,
    [
      ['5', 5],
      [' -0.5 ', -0.5],
      ['1e6', 1e6],
      ['.5', 0.5],
      ['', null],
      ['0x10', null],
      ['NaN', null],
      ['Infinity', null],
      ['1,000', null],
      ['1e999', null],
    ],
  ],
  [
    'percent',
    readPercent,
    [
      ['95.2%', 95.2],
      ['95.2 %', 95.2],
      ['95.2', 95.2],
      ['%', null],
      ['95.2%%', null],
    ],
  ],
  [
    'duration',
    readDuration,
    [
      ['90s', 90_000],
      ['1h30m', 5_400_000],
      ['1.5h', 5_400_000],
      ['1h 30m', 5_400_000],
      ['250ms', 250],
      ['2d', 172_800_000],
      ['1w', 604_800_000],
      ['-2m', -120_000],
      ['0', 0],
      ['90', null],
      ['1M', null],
      ['1h!', null],
    ],
  ],
  [
    'size',
    readSize,
    [
      ['20GiB', 20 * gib],
      ['20Gi', 20 * gib],
      ['20 GB', 20e9],
      ['1kB', 1e3],
      ['1KB', 1e3],
      ['1.5MiB', 1.5 * 1024 ** 2],
      ['512B', 512],
      ['0', 0],
      ['20G', null],
      ['20', null],
      ['20 giB', null],
    ],
  ],
  [
    'time',
    readTime,
    [
      ['2026-03-02', Date.UTC(2026, 2, 2)],
      ['2026-03-02T03:10', Date.UTC(2026, 2, 2, 3, 10)],
      ['2026-03-02T03:10:05Z', Date.UTC(2026, 2, 2, 3, 10, 5)],
      ['2026-03-02T03:10:05+0800', Date.UTC(2026, 2, 1, 19, 10, 5)],
      ['2026-02-30', null],
      ['2026-03-02T25:00', null],
      ['yesterday', null],
    ],
  ],
])('%s', (_, read, table) => {
  test.each(table)('%s', (text, value) => {
    expect(read(text)).toBe(value)
  })
})

test('a measured value takes the type that its text says', () => {
  expect(['95', '95%', '2m', '9GiB', 'high'].map(readMeasured)).toEqual([
    95,
    { $: 'percent', value: 95 },
    { $: 'duration', ms: 120_000 },
    { $: 'size', bytes: 9 * gib },
    null,
  ])
})

test.each<[ms: number, text: string]>([
  [0, '0s'],
  [500, '500ms'],
  [1_500, '1s500ms'],
  [90_000, '1m30s'],
  [90_700, '1m30s'],
  [5_400_000, '1h30m'],
  [90_061_000, '1d1h1m1s'],
  [-60_000, '-1m'],
])('%i ms is shown as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})

test.each<[bytes: number, text: string]>([
  [512, '512B'],
  [1.5 * 1024 ** 2, '1.5MiB'],
  [9 * gib, '9GiB'],
])('%d bytes are shown as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
