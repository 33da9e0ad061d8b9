import { expect, test } from 'vitest'
import { manyLines, oneLine } from '../../../dsl/model/clean-text.ts'

test.each<[text: string, line: string]>([
  ['a\r\nBcc: x', 'a Bcc: x'],
  ['  a\tb\u2028c\u0000 ', 'a b c'],
  // Shown as "safe exe.fdp" and the like.
  ['safe \u202epdf.exe\u202c', 'safe pdf.exe'],
  ['\u2067a\u2069\u200e\u200f\u061cb\u202a\u202b\u202d', 'ab'],
  ['pay\u200bment\u2060s\ufeff\u00ad', 'payments'],
  ['x\u{e0041}\u{e007f}y', 'xy'],
  ['half \ud800 sign', 'half \ufffd sign'],
  // What people write stays: Arabic, Hebrew, a Persian joiner, an emoji of several, a flag made of tags.
  ['القرص ممتلئ', 'القرص ممتلئ'],
  ['הדיסק מלא', 'הדיסק מלא'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  [
    '👩\u200d💻 \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    '👩\u200d💻 \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  ],
])('oneLine(%j)', (text, line) => expect(oneLine(text)).toBe(line))

test('manyLines keeps lines and tabs only', () => expect(manyLines('a\r\nb\rc\td\u0007\u0000')).toBe('a\nb\nc\td'))

test('manyLines keeps the marks of mixed prose, not what turns it around', () =>
  expect(manyLines('\u200fשלום (ok)\n\u202emoc.live\u202c')).toBe('\u200fשלום (ok)\nmoc.live'))
