import { describe, expect, test } from 'vitest'
import { terminalText } from '../../../engine/cli/terminal-text.ts'

describe('text for a terminal', () => {
  test.each([
    ['an escape sequence', 'a\u001b]0;x\u0007b', 'a\ufffd]0;x\ufffdb'],
    ['concealed text', '\u001b[8msecret', '\ufffd[8msecret'],
    ['a cleared screen', '\u001b[2J', '\ufffd[2J'],
    ['C1 controls', '\u009b2J', '\ufffd2J'],
    ['a carriage return', 'failed\rok    ', 'failed\ufffdok    '],
    ['text shown backwards', 'a\u202ecod.exe', 'a\ufffdcod.exe'],
  ])('%s is made harmless', (_what, text, expected) => expect(terminalText(text)).toBe(expected))

  test.each([
    ['our colours', '\u001b[31mred\u001b[39m \u001b[1mbold\u001b[22m'],
    ['lines, tabs and indentation', '  a\n\tb\n'],
    ['letters of any script and emoji', '磁盘已满 ة 👩‍🚒 é'],
  ])('%s stay', (_what, text) => expect(terminalText(text)).toBe(text))
})
