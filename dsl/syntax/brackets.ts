import type { Fault } from './fault.ts'
import { type LineStarts, positionAt } from './lines.ts'
import type { Word } from './token.ts'

/** From the opener to what closes it. */
export const closers: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' }
const openers = new Set(Object.keys(closers))
export const closing: ReadonlySet<string> = new Set(Object.values(closers))

/**
 * Finds the bracket that is never closed, or the closer that nothing opened. Of the open ones the indentation tells
 * which: a `}` that stands left of the line on which the innermost `{` was opened is meant for an outer one.
 */
export function unbalanced(words: readonly Word[], lines: LineStarts): Fault | null {
  const open: { readonly word: Word; readonly column: number }[] = []
  let suspect: Word | null = null
  let line = -1
  let column = 0
  for (const word of words) {
    const place = positionAt(lines, word.at.start)
    const first = place.line !== line
    if (first) column = place.column
    line = place.line
    if (openers.has(word.text)) open.push({ word, column })
    if (!closing.has(word.text)) continue
    const top = open.pop()
    if (!top)
      return {
        id: 'E111',
        at: word.at,
        args: { found: word.text },
        fix: { edits: [{ at: word.at, text: '' }], safe: false },
      }
    if (closers[top.word.text] !== word.text) return unclosed(top.word)
    if (first && column < top.column) suspect ??= top.word
  }
  const last = open.at(-1)
  return last ? unclosed(suspect ?? last.word) : null
}

const unclosed = (word: Word): Fault => ({
  id: 'E104',
  at: word.at,
  args: { bracket: word.text, closer: closers[word.text] ?? '' },
})
