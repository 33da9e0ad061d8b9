/** Tokens to what the grammar reads: blanks and comments go, `##` lines go to the token below them. */
import { isTrivia, type Token, type Word } from './token.ts'

export function wordsOf(tokens: readonly Token[]): Word[] {
  const words: Word[] = []
  let from = 0
  tokens.forEach((token, index) => {
    if (isTrivia(token)) return
    const { type, text, at } = token
    words.push({ type, text, at, value: text, doc: docAbove(tokens, from, index) })
    from = index + 1
  })
  return words
}

/** The `##` lines directly above, no blank line between; `tokens[from … index]` are the trivia before the token. */
function docAbove(tokens: readonly Token[], from: number, index: number): string | null {
  // Most words have no comment above: a space, or nothing.
  if (tokens[index - 2]?.type !== 'comment') return null
  const lines: string[] = []
  for (let at = index - 1; at > from - 1; at -= 2) {
    const space = tokens[at]
    const comment = tokens[at - 1]
    if (space?.type !== 'space' || space.text.split('\n').length !== 2) break
    if (at - 1 < from || comment?.type !== 'comment' || !comment.text.startsWith('##')) break
    // A comment behind a statement speaks of that statement.
    const before = tokens[at - 2]
    if (before && !(before.type === 'space' && (before.text.includes('\n') || before.at.start === 0))) break
    lines.push(comment.text.replace(/^## ?/u, '').trimEnd())
  }
  return lines.length > 0 ? lines.reverse().join('\n') : null
}
