import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatHolds, keepsWindowsLineEnds } from './held.ts'

/** Programs that read, and how many were made. */
const programs: readonly (readonly [start: string, runs: number])[] = [
  ['file', 300],
  ['decl', 800],
  ['rule', 800],
  ['playbook', 300],
  ['step', 800],
  ['expr', 600],
  ['map', 600],
  ['window', 300],
  ['schedule', 300],
  ['inhibit', 300],
  ['test', 500],
]

describe('a program that the grammar makes, with comments everywhere', () => {
  test.each(programs)('%s', (start, numRuns) => {
    const met = { read: 0 }
    fc.assert(formatHolds(start, met), { numRuns })
    expect(met.read).toBeGreaterThan(numRuns / 3)
  })
})

test('a file with the line ends of Windows has no other ones afterwards, and stays as it is then', () => {
  fc.assert(keepsWindowsLineEnds, { numRuns: 300 })
})
