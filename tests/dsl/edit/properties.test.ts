import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { families, holdsInMade, holdsInRows, holdsInShipped } from './tried.ts'

describe.each(families)('%s', (name, make) => {
  test('in shipped files, with any line ends and indentation', () => {
    const done = { count: 0 }
    // Seldom does a step that was chosen at random have something to unwrap.
    fc.assert(holdsInShipped(make, done), { numRuns: name === 'unwrap' ? 600 : 150 })
    expect(done.count).toBeGreaterThan(0)
  })
  test('in programs that the grammar makes, with comments everywhere', () => {
    const done = { count: 0 }
    fc.assert(holdsInMade(make, done), { numRuns: 400 })
    // Sequences are seldom among what the grammar makes.
    if (name !== 'event') expect(done.count).toBeGreaterThan(0)
  })
})

test('twenty commands one after another', () => {
  fc.assert(holdsInRows, { numRuns: 25 })
})
