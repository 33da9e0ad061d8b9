/** A half-open piece of one file's text: UTF-16 offsets, `start` included, `end` excluded. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The smallest span that holds both. */
export const through = (first: Span, last: Span): Span => ({ start: first.start, end: last.end })
