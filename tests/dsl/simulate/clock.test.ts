import { expect, test } from 'vitest'
import { Clock } from '../../../dsl/simulate/clock.ts'

test('what is due happens in the order of time, equals in the order asked for', () => {
  const clock = new Clock(100)
  const seen: string[] = []
  const note = (what: string) => () => void seen.push(`${what}@${clock.now}`)
  clock.at(130, note('late'))
  clock.at(110, note('a'))
  clock.at(110, note('b'))
  clock.at(50, note('past'))
  clock.advanceTo(120)
  expect(seen).toEqual(['past@100', 'a@110', 'b@110'])
  expect(clock.now).toBe(120)
  clock.drain()
  expect(seen.at(-1)).toBe('late@130')
})

test('what is taken back never happens; what follows at the same instant still does', () => {
  const clock = new Clock(0)
  const seen: string[] = []
  const takeBack = clock.at(10, () => seen.push('no'))
  clock.at(5, () => {
    takeBack()
    clock.at(5, () => seen.push('follows'))
  })
  clock.advanceTo(5)
  expect(seen).toEqual(['follows'])
  clock.drain()
  expect(seen).toEqual(['follows'])
})
