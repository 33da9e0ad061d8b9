import { expect, test } from 'vitest'
import { readLabels } from '../../../engine/intake/read-members.ts'

test('a label may be called as a member that every object has', () => {
  const labels = readLabels(JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}'))
  expect(Object.entries(labels)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
    ['toString', 'c'],
  ])
  expect(Object.getPrototypeOf(labels)).toBe(Object.prototype)
})
