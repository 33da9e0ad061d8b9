/** Statements in a body: putting one in, taking one out. Everything else of the text stays as it is. */
import type { Span } from '../model/span.ts'
import { tokenise } from '../syntax/lexer.ts'
import type { Edit } from './answer.ts'
import { contentBefore, contentFrom, endOf, extentOf, hasBreak, indentAt, type Source } from './source.ts'

/** Where statements stand one after another. */
export interface Body {
  /** Behind the bracket, or the word, that they follow. */
  readonly open: number
  /** Before the closing bracket; null for handlers, which have none around them. */
  readonly close: number | null
  readonly items: readonly Span[]
  /** Blanks before the line of what holds the body. */
  readonly outer: string
  /** Blanks before a first statement; else one step more than `outer`. */
  readonly inner?: string
}

/** Blanks before the statements of a body: as the others have, else one step more than what holds it. */
export function indentIn(source: Source, { items, outer, inner }: Body): string {
  const own = items.find(({ start }) => {
    const before = contentBefore(source, start)
    return before !== null && hasBreak(source, before.end, start)
  })
  return own ? indentAt(source, own.start) : (inner ?? outer + source.unit)
}

/**
 * @param text the statement with its comments, as it stands at the body's depth, without blanks before its first line
 * @param spared a part of the text that another edit takes out
 */
export function putIn(
  source: Source,
  body: Body,
  index: number,
  text: string,
  spared: Span | null = null,
): readonly Edit[] {
  const { open, close, items, outer } = body
  const indent = indentIn(source, body)
  const item = items[index - 1]
  const anchor = item ? extentOf(source, item).end : endOf(source, open)
  const next = contentFrom(source, anchor)
  const gap: Span = { start: anchor, end: next?.start ?? source.text.length }
  const line = source.lineEnd + indent + text
  if (next === null || hasBreak(source, gap.start, gap.end)) return [{ at: { start: anchor, end: anchor }, text: line }]
  const isLast = next.start === close
  // Handlers follow their step; what follows them keeps its line unless a comment would swallow it.
  if (close === null) {
    const tail = endsInComment(text) ? source.lineEnd + outer : ''
    return [{ at: { start: anchor, end: tail === '' ? anchor : gap.end }, text: line + tail }]
  }
  const own = { at: gap, text: line + source.lineEnd + (isLast ? outer : indent) }
  return [own, ...unfold(source, body, indent, gap, spared)]
}

/** Whether what is written behind the text on its last line would become a comment. */
export const endsInComment = (text: string): boolean =>
  tokenise(text).findLast(({ type }) => type !== 'space')?.type === 'comment'

/** The rest of a body that stood on one line. */
function unfold(source: Source, { open, close, items, outer }: Body, indent: string, done: Span, spared: Span | null) {
  const edits: Edit[] = []
  const breakAt = (start: number, end: number, blanks: string): void => {
    const isDone = start === done.start || (spared !== null && start < spared.end && spared.start < end)
    if (!isDone && !hasBreak(source, start, end)) edits.push({ at: { start, end }, text: source.lineEnd + blanks })
  }
  items.forEach(({ start }) => {
    const before = contentBefore(source, start)
    if (before && before.end >= open) breakAt(before.end, start, indent)
  })
  if (close !== null) {
    const before = contentBefore(source, close)
    if (before && items.length > 0) breakAt(before.end, close, outer)
  }
  return edits
}

/** Takes a part of a body out, with the blanks on one side of it. */
export function takeOut(source: Source, { start, end }: Span, body: Pick<Body, 'open' | 'close'>): Edit {
  const before = contentBefore(source, start)
  const after = contentFrom(source, end)
  const gapBefore: Span = { start: before?.end ?? 0, end: start }
  const gapAfter: Span = { start: end, end: after?.start ?? source.text.length }
  const breaks = (gap: Span) => hasBreak(source, gap.start, gap.end)
  const keepBefore: Edit = { at: { start, end: gapAfter.end }, text: '' }
  const keepAfter: Edit = { at: { start: gapBefore.start, end }, text: '' }
  if (before === null) return keepBefore
  if (after === null) return keepAfter
  const isFirst = before.end <= body.open
  if (before.comment) {
    const isBehind = before.start > 0 && !hasBreak(source, contentBefore(source, before.start)?.end ?? 0, before.start)
    // A note apart from the statement must not become one of the next.
    return isBehind && breaks(gapAfter) ? keepAfter : keepBefore
  }
  // A comment on the line speaks of what stays there.
  if (after.comment) return isFirst && breaks(gapBefore) && breaks(gapAfter) ? keepBefore : keepAfter
  if (isFirst && after.start !== body.close) return breaks(gapAfter) && !breaks(gapBefore) ? keepAfter : keepBefore
  return keepAfter
}
