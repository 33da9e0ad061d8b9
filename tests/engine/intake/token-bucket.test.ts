import { expect, test } from 'vitest'
import { rateLimit, takeFrom } from '../../../engine/intake/token-bucket.ts'

test('ten seconds of the rate lie in reserve; then it comes back at the rate, never above the reserve', () => {
  const [afterAll, none] = takeFrom(undefined, 20, 2, 0)
  expect([afterAll.tokens, none]).toEqual([0, null])
  expect(takeFrom(afterAll, 1, 2, 0)[1]).toBe(1)
  expect(takeFrom(afterAll, 1, 2, 500)).toEqual([{ tokens: 0, at: 500 }, null])
  expect(takeFrom(afterAll, 1, 2, 3_600_000)).toEqual([{ tokens: 19, at: 3_600_000 }, null])
})

test('more than the reserve passes once, and the next one waits for what it owes', () => {
  const [owing, first] = takeFrom(undefined, 50, 2, 0)
  expect(first).toBeNull()
  expect(takeFrom(owing, 1, 2, 0)[1]).toBe(15)
  expect(takeFrom(owing, 1, 2, 15_500)[1]).toBeNull()
})

test('a clock that is set back gives nothing', () => {
  const [empty] = takeFrom(undefined, 10, 1, 10_000)
  expect(takeFrom(empty, 1, 1, 0)[1]).toBe(1)
})

test("one name does not use up what is another one's; without a rate nothing waits", () => {
  const limit = rateLimit(1, () => 0)
  expect([limit('a', 10), limit('a', 1), limit('b', 1)]).toEqual([null, 1, null])
  const none = rateLimit(null, () => 0)
  expect([none('a', 1e9), none('a', 1)]).toEqual([null, null])
})
