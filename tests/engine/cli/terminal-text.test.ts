import { describe, expect, test } from 'vitest'
import picocolors from 'picocolors'
import { marked, withoutColour } from '../../../engine/cli/colours.ts'
import { terminalText } from '../../../engine/cli/terminal-text.ts'

describe('text for a terminal', () => {
  test.each([
    ['an escape sequence', 'a\u001b]0;x\u0007b', 'a\ufffd]0;x\ufffdb'],
    ['a colour that is not ours', '\u001b[32mpassed\u001b[39m', '\ufffd[32mpassed\ufffd[39m'],
    ['concealed text', '\u001b[8msecret', '\ufffd[8msecret'],
    ['a cleared screen', '\u001b[2J', '\ufffd[2J'],
    ['C1 controls', '\u009b2J', '\ufffd2J'],
    ['a carriage return', 'failed\rok    ', 'failed\ufffdok    '],
    ['text shown backwards', 'a\u202ecod.exe', 'a\ufffdcod.exe'],
  ])('%s is made harmless', (_what, text, expected) => expect(terminalText(text)).toBe(expected))

  test.each([
    ['lines, tabs and indentation', '  a\n\tb\n'],
    ['letters of any script and emoji', '磁盘已满 ة 👩‍🚒 é'],
  ])('%s stay', (_what, text) => expect(terminalText(text)).toBe(text))

  describe('our colours', () => {
    const { red, bold } = marked(picocolors.createColors(true))
    test('stay', () => {
      const text = `${red('red')} ${bold('bold')}`
      expect(terminalText(text)).toBe('\u001b[31mred\u001b[39m \u001b[1mbold\u001b[22m')
      expect(withoutColour(text)).toBe('red bold')
    })
    test('around foreign text leave nothing of its own', () => {
      expect(terminalText(bold('a\u001b[31mb'))).toBe('\u001b[1ma\ufffd[31mb\u001b[22m')
      expect(terminalText(`${red('x')}: \u001b[32mok`)).toBe('\u001b[31mx\u001b[39m: \ufffd[32mok')
    })
    test('may stand in each other', () => {
      expect(terminalText(bold(`a ${red('b')}`))).toBe('\u001b[1ma \u001b[31mb\u001b[39m\u001b[22m')
    })
  })
})
