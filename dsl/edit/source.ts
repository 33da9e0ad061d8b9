/** A file's text as edits see it: what stands where, how it is indented, how its lines end. */
import type { Span } from '../model/span.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { print } from '../syntax/print.ts'
import type { Token } from '../syntax/token.ts'

/** A word or a comment; blanks are what is between. */
export interface Content extends Span {
  readonly comment: boolean
  readonly text: string
  readonly token: Token
}
export interface Source {
  readonly parsed: ParsedFile
  readonly text: string
  readonly contents: readonly Content[]
  readonly lineEnd: string
  /** One step of indentation. */
  readonly unit: string
}

const remembered = new WeakMap<ParsedFile, Source>()

export function sourceOf(parsed: ParsedFile): Source {
  const known = remembered.get(parsed)
  if (known) return known
  const text = print(parsed)
  const contents = parsed.tokens.flatMap((token): readonly Content[] => {
    if (token.type === 'space') return []
    const comment = token.type === 'comment'
    // With CRLF the lexer leaves the \r to the comment; to an edit it is part of the line's end.
    const written = comment ? token.text.replace(/\r$/u, '') : token.text
    return [{ start: token.at.start, end: token.at.start + written.length, comment, text: written, token }]
  })
  const source: Source = { parsed, text, contents, lineEnd: lineEndOf(text), unit: /\n\t/u.test(text) ? '\t' : '  ' }
  remembered.set(parsed, source)
  return source
}

const lineEndOf = (text: string): string => (/\r?\n/u.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n')

/** Index of the first content that begins at the offset or behind it. */
export function indexFrom({ contents }: Source, offset: number): number {
  let low = 0
  let high = contents.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((contents[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The last content that ends at the offset or before it. */
export const contentBefore = (source: Source, offset: number): Content | null =>
  source.contents[indexFrom(source, offset) - 1] ?? null
export const contentFrom = (source: Source, offset: number): Content | null =>
  source.contents[indexFrom(source, offset)] ?? null

export const hasBreak = ({ text }: Source, start: number, end: number): boolean => text.slice(start, end).includes('\n')

/** Blanks at the beginning of the line that the offset is on. */
export function indentAt({ text }: Source, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return /^\uFEFF?([ \t]*)/u.exec(text.slice(start, offset))?.[1] ?? ''
}

/** A statement with the comments that are its own: directly above it on lines of their own, and behind it on its last line. */
export function extentOf(source: Source, { start, end }: Span): Span {
  let from = start
  let index = indexFrom(source, start)
  for (let above = source.contents[index - 1]; above?.comment; above = source.contents[index - 1]) {
    const before = source.contents[index - 2]
    const isOwn = !before || hasBreak(source, before.end, above.start)
    if (!isOwn || source.text.slice(above.end, from).split('\n').length !== 2) break
    from = above.start
    index -= 1
  }
  return { start: from, end: endOf(source, end) }
}

/** Behind the comment that stands behind a word on its line, or behind the word. */
export function endOf(source: Source, end: number): number {
  const next = contentFrom(source, end)
  return next?.comment && !hasBreak(source, end, next.start) ? next.end : end
}

/** Comments of a part of the text. */
export const commentsIn = (source: Source, { start, end }: Span): readonly Content[] =>
  source.contents.slice(indexFrom(source, start), indexFrom(source, end)).filter((content) => content.comment)
