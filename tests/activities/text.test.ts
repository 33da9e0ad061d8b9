import { expect, test } from 'vitest'
import { cut, manyLines, oneLine } from '../../activities/text.ts'

test.each<[text: string, max: number, short: string]>([
  ['abcd', 4, 'abcd'],
  ['abcde', 4, 'abc…'],
  ['a😀😀', 4, 'a😀…'],
  ['ab😀😀', 4, 'ab…'],
])('cut(%j, %i)', (text, max, short) => expect(cut(text, max)).toBe(short))

test.each<[text: string, line: string]>([
  ['a\r\nBcc: x', 'a Bcc: x'],
  ['  a\tb\u2028c\u0000 ', 'a b c'],
])('oneLine(%j)', (text, line) => expect(oneLine(text)).toBe(line))

test('manyLines keeps lines and tabs only', () => expect(manyLines('a\r\nb\rc\td\u0007\u0000')).toBe('a\nb\nc\td'))
