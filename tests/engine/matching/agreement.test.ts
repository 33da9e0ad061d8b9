import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersAgree } from './answers-agree.ts'

test('evaluate, json-rules-engine, index with closures and simulator agree on random rules and alerts', async () => {
  const tally = { pairs: 0, held: 0 }
  await fc.assert(answersAgree(tally), { numRuns: 400 })
  expect(tally.pairs).toBeGreaterThan(3_000)
  expect(tally.held / tally.pairs).toBeGreaterThan(0.1)
  expect(tally.held / tally.pairs).toBeLessThan(0.9)
})
