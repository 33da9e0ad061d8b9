/** A part of a statement written anew, put in or taken away; comments inside it stay, above the statement. */
import type { Span } from '../model/span.ts'
import { type Edit, isRefusal, type Refusal, refuse } from './answer.ts'
import { indentOf, shifted } from './shift.ts'
import { commentsIn, contentBefore, contentFrom, extentOf, hasBreak, indentAt, type Source } from './source.ts'
import { endsInComment, takeOut } from './statements.ts'

/** A text that was brought, with the file's line ends, without free lines above and blanks behind. */
export const brought = (source: Source, text: string): string =>
  text
    .replaceAll(/\r?\n/gu, source.lineEnd)
    .replace(/^(?:[ \t]*\r?\n)+/u, '')
    .trimEnd()

/** A part of a line: at the depth of its line, and with nothing behind it that would swallow the rest. */
export function inLine(source: Source, text: string, offset: number, at: Span): string | Refusal {
  const clean = brought(source, text)
  if (endsInComment(clean))
    return refuse('E921', at, {
      what: 'a part of a line',
      reason: 'it ends in a comment',
      remedy: 'leave the comment out',
    })
  return shifted(clean, indentOf(clean), indentAt(source, offset)).trimStart()
}

export function replaced(source: Source, at: Span, text: string, statement: Span): readonly Edit[] | Refusal {
  const put = inLine(source, text, at.start, at)
  if (isRefusal(put)) return put
  const lost = put === source.text.slice(at.start, at.end) ? [] : commentsIn(source, at)
  return [
    ...lifted(
      source,
      statement,
      lost.map((comment) => comment.text),
    ),
    { at, text: put },
  ]
}

/** Takes a part of a statement away. */
export function cut(source: Source, at: Span, statement: Span): readonly Edit[] {
  const before = contentBefore(source, at.start)
  const after = contentFrom(source, at.end)
  // Left alone between two comments, the one behind could become a note of the next statement.
  const isBehind = before?.comment && after?.comment && !hasBreak(source, at.end, after.start)
  const whole = isBehind ? { start: at.start, end: after.end } : at
  const lost = commentsIn(source, whole).map(({ text }) => text)
  return [...lifted(source, statement, lost), takeOut(source, whole, { open: -1, close: null })]
}

export const asComment = (text: string): string => text.replace(/^##+/u, '#')

/** Comments of what is taken away, on lines of their own above it; notes among them become comments, for they are no longer of a statement. */
export function lifted(source: Source, statement: Span, texts: readonly string[]): readonly Edit[] {
  if (texts.length === 0) return []
  const { start } = extentOf(source, statement)
  const indent = indentAt(source, start)
  const lines = texts.map((text) => asComment(text) + source.lineEnd + indent)
  return [{ at: { start, end: start }, text: lines.join('') }]
}
