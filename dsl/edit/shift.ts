/** Text at another depth: its lines keep their distance to each other, and texts of several lines what they say. */
import { sameText } from '../format/word-text.ts'
import type { Span } from '../model/span.ts'
import { tokenise } from '../syntax/lexer.ts'
import type { Token } from '../syntax/token.ts'
import { applied, type Edit } from './answer.ts'

/**
 * @param tokens of the file
 * @param at of which the first line is left alone
 * @param from blanks that its lines begin with, and `to` those that they get instead
 */
export function shiftEdits(tokens: readonly Token[], at: Span, from: string, to: string): readonly Edit[] {
  if (from === to) return []
  const edits: Edit[] = []
  for (let index = firstIn(tokens, at.start); index < tokens.length; index += 1) {
    const token = tokens[index] as Token
    if (token.at.start >= at.end) break
    const isLast = token.at.end >= at.end
    if (token.type === 'space' && !isLast) {
      const line = token.text.lastIndexOf('\n')
      if (line >= 0) edits.push(...lineShift(token.at.start + line + 1, token.text.slice(line + 1), from, to))
    } else if (token.type === 'string' && token.text.includes('\n') && !isKey(tokens, index))
      edits.push(...textShift(token, from, to))
  }
  return edits
}

/** The part of a list of tokens that begins at an offset or behind it. */
function firstIn(tokens: readonly Token[], offset: number): number {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.at.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** A key means what is written, indentation and all. */
const isKey = (tokens: readonly Token[], index: number): boolean =>
  tokens.slice(index + 1, index + 4).find(({ type }) => type !== 'space' && type !== 'comment')?.text === ':'

/** @param start where the line begins */
function lineShift(start: number, line: string, from: string, to: string): readonly Edit[] {
  if (!line.startsWith(from)) return []
  // Blanks that stay are left alone, so that the edit is small.
  if (to.startsWith(from)) return [{ at: { start, end: start }, text: to.slice(from.length) }]
  if (from.startsWith(to)) return [{ at: { start, end: start + from.length - to.length }, text: '' }]
  return [{ at: { start, end: start + from.length }, text: to }]
}

function textShift(token: Token, from: string, to: string): readonly Edit[] {
  const edits: Edit[] = []
  for (let at = token.text.indexOf('\n'); at !== -1; at = token.text.indexOf('\n', at + 1)) {
    const rest = token.text.slice(at + 1)
    const line = rest.slice(0, (rest.indexOf('\n') + 1 || rest.length + 1) - 1)
    if (line.trim() !== '') edits.push(...lineShift(at + 1, line, from, to))
  }
  if (!sameText(token, applied(token.text, edits))) return []
  return edits.map(({ at, text }) => ({
    at: { start: at.start + token.at.start, end: at.end + token.at.start },
    text,
  }))
}

/** A part of a file, or a text that was brought, as it stands at another depth. */
export function shifted(text: string, from: string, to: string): string {
  return applied(text, shiftEdits(tokenise(text), { start: 0, end: text.length }, from, to))
}

/** How far a text that was brought is indented: as its first line; if that has lost its blanks, as the bracket that ends it. */
export function indentOf(text: string): string {
  const [first = ''] = text.split('\n')
  const own = /^[ \t]*/u.exec(first)?.[0] ?? ''
  if (own !== '' || !text.includes('\n')) return own
  const last = text.slice(text.lastIndexOf('\n') + 1)
  return /^([ \t]*)\}\s*$/u.exec(last)?.[1] ?? ''
}
