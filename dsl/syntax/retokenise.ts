/** The tokens of an edited text, with those of the text before it where the edit did not reach: typing reads one line again. */
import { tokenise, tokensFrom } from './lexer.ts'
import type { Token } from './token.ts'

/** @param before all tokens of the earlier text */
export function retokenise(text: string, before: readonly Token[]): readonly Token[] {
  const same = sameAtStart(text, before)
  if (same === before.length && (before.at(-1)?.at.end ?? 0) === text.length) return before
  const first = lineStartWithin(before, same)
  if (first === null) return tokenise(text)
  const growth = text.length - (before.at(-1)?.at.end ?? 0)
  const behind = before.length - sameAtEnd(text, before, first, growth)
  const kept = before.slice(0, first)
  let next = behind
  /** Here the earlier text was read from a token on, and what follows is the same. */
  const isRejoined = (offset: number): boolean => {
    while (next < before.length && (before[next] as Token).at.start + growth < offset) next += 1
    const there = before[next]
    return there !== undefined && there.at.start + growth === offset && isAnchor(there)
  }
  const read = tokensFrom(text, before[first]?.at.start ?? 0, kept.findLast(isMeant) ?? null, isRejoined)
  const rest = before.slice(read.isWhole ? before.length : next)
  return [...kept, ...read.tokens, ...(growth === 0 ? rest : rest.map((token) => moved(token, growth)))]
}

function sameAtStart(text: string, before: readonly Token[]): number {
  let count = 0
  for (const token of before) {
    if (!text.startsWith(token.text, token.at.start)) break
    count += 1
  }
  return count
}

function sameAtEnd(text: string, before: readonly Token[], first: number, growth: number): number {
  let count = 0
  while (count < before.length - first) {
    const token = before[before.length - 1 - count] as Token
    if (token.at.start + growth < 0 || !text.startsWith(token.text, token.at.start + growth)) break
    count += 1
  }
  return count
}

/**
 * The last token that begins a line and stands, with the first character behind it, before the edit. No token is decided by
 * what stands in later lines, but for a `"""` that nothing closes.
 * @param same how many tokens are the same
 * @returns null where such a `"""` stands there: an edit far below may close it
 */
function lineStartWithin(before: readonly Token[], same: number): number | null {
  let first = 0
  for (let index = 0; index < same; index += 1) {
    const token = before[index] as Token
    if (token.type === 'string' && token.text === '""' && before[index + 1]?.text.startsWith('"')) return null
    if (token.type === 'space' && token.text.includes('\n') && index + 1 < same) first = index + 1
  }
  return first
}

/** What comes before a sign decides whether it is a number's own, so at none reading is joined to the earlier one. */
const isAnchor = (token: Token): boolean => isMeant(token) && !token.text.startsWith('-')
const isMeant = ({ type }: Token): boolean => type !== 'space' && type !== 'comment'

const moved = ({ type, text, at }: Token, by: number): Token => ({
  type,
  text,
  at: { start: at.start + by, end: at.end + by },
})
