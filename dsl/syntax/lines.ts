/** Offsets to lines and columns. */
import type { Position, Range } from '../model/problems.ts'
import type { Span } from '../model/span.ts'

/** Offset of the first character of every line; a line ends with `\n`. */
export type LineStarts = readonly number[]

export function lineStarts(text: string): LineStarts {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Line and column count from 1, columns in UTF-16 units. */
export function positionAt(starts: LineStarts, offset: number): Position {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset }
}

export const rangeOf = (starts: LineStarts, span: Span): Range => ({
  start: positionAt(starts, span.start),
  end: positionAt(starts, span.end),
})
