/** The words of a piece as a fix would leave them. */
import type { Fault } from './fault.ts'
import { tokenise } from './lexer.ts'
import { type LineStarts, positionAt } from './lines.ts'
import { isTrivia, type Word } from './token.ts'

/**
 * @param lines tell what a `#` takes with it; without them it is only the word it is put for
 * @returns each new word in the place of what it stands for; null where there is no fix
 */
export function mendedWords(words: readonly Word[], fix: Fault['fix'] | null, lines: LineStarts | null): Word[] | null {
  if (!fix) return null
  let mended = [...words]
  for (const { at, text } of fix.edits) {
    const put = tokenise(text)
      .filter((token) => !isTrivia(token))
      .map((token) => ({ ...token, value: token.text, doc: null, at }))
    const from = mended.findIndex((word) => (at.start === at.end ? word.at.start >= at.start : word.at.end > at.start))
    const first = from === -1 ? mended.length : from
    const line = text.startsWith('#') && lines ? positionAt(lines, at.start).line : null
    const isGone = (word: Word) => word.at.start < at.end || (lines && positionAt(lines, word.at.start).line === line)
    const next = mended.findIndex((word, index) => index >= first && !isGone(word))
    const kept = next === -1 ? mended.length : next
    const doc = mended[first]?.doc ?? null
    mended = [
      ...mended.slice(0, first),
      ...put.map((word, index) => (index === 0 ? { ...word, doc } : word)),
      ...mended.slice(kept),
    ]
  }
  return mended
}
