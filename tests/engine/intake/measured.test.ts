import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Measured } from '../../../dsl/model/value.ts'
import { readMeasured, showMeasured } from '../../../engine/intake/measured.ts'
import { readSeverity } from '../../../engine/intake/words.ts'

test.each<[text: string, value: Measured | null]>([
  ['95.2', 95.2],
  ['-3e2', -300],
  ['+.5', 0.5],
  ['5 %', { $: 'percent', value: 5 }],
  ['95.2%', { $: 'percent', value: 95.2 }],
  ['1500B', { $: 'size', bytes: 1500 }],
  ['2kB', { $: 'size', bytes: 2_000 }],
  ['2 KiB', { $: 'size', bytes: 2_048 }],
  ['20Gi', { $: 'size', bytes: 21_474_836_480 }],
  ['1TB', { $: 'size', bytes: 1e12 }],
  ['250ms', { $: 'duration', ms: 250 }],
  ['1h30m', { $: 'duration', ms: 5_400_000 }],
  ['2w', { $: 'duration', ms: 1_209_600_000 }],
  ['', null],
  ['%', null],
  ['NaN', null],
  ['Infinity', null],
  ['1e999', null],
  ['0x10', null],
  ['5 apples', null],
  ['1h30', null],
  ['1,5', null],
])('%s', (text, value) => {
  expect(readMeasured(text)).toEqual(value)
})

test('what the API shows reads back as the same', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true })
  const measured: fc.Arbitrary<Measured> = fc.oneof(
    number.map((value) => ({ $: 'percent' as const, value })),
    number.map((ms) => ({ $: 'duration' as const, ms })),
    number.map((bytes) => ({ $: 'size' as const, bytes })),
  )
  // Minus zero is written as 0.
  const plain = (value: Measured) => JSON.parse(JSON.stringify(value))
  fc.assert(
    fc.property(measured, (value) => {
      expect(plain(readMeasured(String(showMeasured(value))) ?? 0)).toEqual(plain(value))
    }),
  )
})

test.each([
  ['CRIT', 'critical'],
  [' sev0 ', 'critical'],
  ['err', 'high'],
  ['moderate', 'warning'],
  ['p5', 'info'],
  ['5', 'unknown'],
  ['', 'unknown'],
])('severity %s is %s', (word, severity) => {
  expect(readSeverity(word)).toBe(severity)
})
