/** Every byte of a file, and whose it is: what proves that the graph has lost nothing. */
import type { Span } from '../model/span.ts'
import type { Graph, Note } from './model.ts'

/** A frame, and within it a node; both null where the file itself owns it: blanks, `edition`, what does not read. */
export interface Owner {
  readonly frame: string | null
  readonly node: string | null
}
export interface Segment extends Owner {
  readonly at: Span
}
export interface Owned extends Owner {
  readonly at: Span
}

/**
 * Cuts `[0, length)` along spans of which each lies within another or beside it: the innermost owns a byte.
 * @returns in order, without gaps
 */
export function paint(spans: readonly Owned[], length: number): readonly Segment[] {
  const segments: Segment[] = []
  const file: Owned = { frame: null, node: null, at: { start: 0, end: length } }
  const open: Owned[] = [file]
  let from = 0
  const upTo = (end: number): void => {
    const { frame, node } = open.at(-1) ?? file
    if (end > from) segments.push({ frame, node, at: { start: from, end } })
    from = Math.max(from, end)
  }
  const closeUntil = (offset: number): void => {
    for (let last = open.at(-1); open.length > 1 && last && last.at.end <= offset; last = open.at(-1)) {
      upTo(last.at.end)
      open.pop()
    }
  }
  for (const span of spans.toSorted((a, b) => a.at.start - b.at.start || b.at.end - a.at.end)) {
    closeUntil(span.at.start)
    upTo(span.at.start)
    open.push(span)
  }
  closeUntil(length)
  upTo(length)
  return segments
}

/** The segment that holds the byte behind an offset. */
export function segmentAt(segments: readonly Segment[], offset: number): Segment | null {
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments[middle]?.at.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return segments[low] ?? null
}

/** The whole file in pieces, each with its owner; comments are their statement's, wherever they stand. */
export function segmentsOf({ frames, length }: Graph): readonly Segment[] {
  const notes = (all: readonly Note[], owner: Owner): readonly Owned[] => all.map(({ at }) => ({ ...owner, at }))
  const spans = frames.flatMap((frame): readonly Owned[] => [
    { frame: frame.id, node: null, at: frame.at },
    ...notes(frame.notes, { frame: frame.id, node: null }),
    ...frame.nodes.flatMap((node) => [
      { frame: frame.id, node: node.id, at: node.at },
      ...notes(node.notes, { frame: frame.id, node: node.id }),
    ]),
    ...frame.lanes.flatMap((lane) => notes(lane.notes, { frame: frame.id, node: lane.holder })),
  ])
  return paint(spans, length)
}

/** The text again, from the ranges of the graph. */
export const textOf = (graph: Graph, text: string): string =>
  segmentsOf(graph)
    .map(({ at }) => text.slice(at.start, at.end))
    .join('')
