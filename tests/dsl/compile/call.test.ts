import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call } from '../../../dsl/compile/call.ts'
import { functions } from '../../../dsl/compile/functions.ts'
import { sum } from '../../../dsl/compile/sum.ts'
import { kindOf } from '../../../dsl/model/kind-of.ts'
import type { Value } from '../../../dsl/model/value.ts'
import { valueText } from '../../../dsl/model/value-text.ts'

const typed = fc.constantFrom<Value>(
  { $: 'time', ms: 1e300 },
  { $: 'time', ms: 0 },
  { $: 'duration', ms: -1 },
  { $: 'percent', value: 1e21 },
  { $: 'size', bytes: 0.5 },
  { $: 'severity', severity: 'high' },
  { $: 'handle', name: 'amy' },
)
const value: fc.Arbitrary<Value | undefined> = fc.oneof(
  fc.jsonValue() as fc.Arbitrary<Value>,
  typed,
  fc.constantFrom(undefined, 'UTC', 'Europe/London', 'HH:mm', -1, 0.5, 1e9),
)

test('every function answers whatever it is given, by a value that has a text', () => {
  const names = [...Object.keys(functions), 'toString', '__proto__', 'constructor']
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(value, { maxLength: 4 }), (name, args) => {
      const result = call(name, args, 0)
      if (result !== undefined) expect(kindOf(result)).not.toBe('')
      expect(typeof valueText(result)).toBe('string')
      if (!Object.hasOwn(functions, name)) expect(result).toBeUndefined()
    }),
    { numRuns: 2_000 },
  )
})

test('so do sums', () => {
  fc.assert(fc.property(value, value, (a, b) => typeof valueText(sum('-', a, b)) === 'string'))
})

test('an age is never negative', () => {
  expect(call('age', [{ $: 'time', ms: 5_000 }], 1_000)).toEqual({ $: 'duration', ms: 0 })
})

test('what is cut keeps whole characters', () => {
  expect(call('truncate', ['😀😀😀', 2], 0)).toBe('😀…')
  expect(call('len', ['😀😀😀'], 0)).toBe(3)
})
