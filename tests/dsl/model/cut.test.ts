import { expect, test } from 'vitest'
import { atCodePoint, cut } from '../../../dsl/model/cut.ts'

const family = '👩\u200d👩\u200d👧'

test.each<[text: string, max: number, short: string]>([
  ['abcd', 4, 'abcd'],
  ['abcde', 4, 'abc…'],
  ['a😀😀', 4, 'a😀…'],
  ['ab😀😀', 4, 'ab…'],
  [`a${family}b`, 9, 'a…'],
  [`a${family}bc`, 10, `a${family}…`],
  ['ae\u0301xyz', 3, 'a…'],
  ['🇩🇪🇫🇷', 7, '🇩🇪…'],
  // A pile of accents takes its place in the limit and no more.
  [`a${'\u0301'.repeat(500)}`, 301, `a${'\u0301'.repeat(299)}…`],
])('cut(%j, %i)', (text, max, short) => expect(cut(text, max)).toBe(short))

test.each<[text: string, max: number, short: string]>([
  ['abc', 2, 'ab'],
  ['a😀', 2, 'a'],
  ['a😀', 3, 'a😀'],
  ['a\ud83d', 2, 'a'],
])('atCodePoint(%j, %i)', (text, max, short) => expect(atCodePoint(text, max)).toBe(short))
