import type { Span } from '../model/span.ts'
import { isTrivia, type Token } from './token.ts'

/** The tokens inside a span, without blanks and comments. */
export function wordsIn(tokens: readonly Token[], { start, end }: Span): readonly Token[] {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.at.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  const words: Token[] = []
  for (let token = tokens[low]; token && token.at.end <= end; token = tokens[++low])
    if (!isTrivia(token)) words.push(token)
  return words
}
