import { expect, test } from 'vitest'
import { spanWords } from '../../../dsl/model/span-words.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
test.each<[ms: number, words: string]>([
  [-5 * minute, 'less than a minute'],
  [0, 'less than a minute'],
  [59 * second, 'less than a minute'],
  [minute, '1 minute'],
  [59 * minute + 59 * second, '59 minutes'],
  [hour, '1 hour'],
  [2 * hour + 5 * minute, '2 hours 5 minutes'],
  [23 * hour + 59 * minute + 59 * second, '23 hours 59 minutes'],
  [day + 30 * minute, '1 day'],
  [3 * day + hour + 59 * minute, '3 days 1 hour'],
  [400 * day, '400 days'],
])('%i ms are %s', (ms, words) => expect(spanWords(ms)).toBe(words))
