import { expect, test } from 'vitest'
import { explain } from '../../../dsl/compile/explain.ts'
import { clauseLines } from '../../../dsl/simulate/explained.ts'
import { condition, facts } from '../compile/made.ts'

const lines = (text: string, labels: Record<string, string>, more = '') => {
  const made = condition(text, more)
  return clauseLines(made, explain(made, facts({ labels, value: null })))
}

test('each clause stands in its place with its sign and what it read', () =>
  expect(lines('label.a == "1" and (label.b == "2" or not has label.c)', { a: '1', c: '3' })).toEqual([
    '✗ all of',
    '  ✓ label.a == "1"   (label.a is "1")',
    '  ✗ one of',
    '    ✗ label.b == "2"   (label.b is missing)',
    '    ✗ not has label.c',
    '      ✓ has label.c   (label.c is "3")',
  ]))
test('a named condition shows what it is made of', () =>
  expect(lines('canary', { track: 'stable' }, 'condition canary = label.track == "canary"')).toEqual([
    '✗ canary',
    '  ✗ label.track == "canary"   (label.track is "stable")',
  ]))
test('why two things could not be compared is said, unless one is missing or none', () => {
  expect(lines('label.free < 20GiB', { free: 'much' })[0]).toMatch(
    /^✗ label.free < 20GiB {3}\(label.free is "much", .+\)$/,
  )
  expect(lines('alert.value > 5%', {})).toEqual(['✗ alert.value > 5%   (alert.value is none)'])
})
