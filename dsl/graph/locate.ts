import type { Span } from '../model/span.ts'
import type { Field, Frame, Graph, GraphNode } from './model.ts'

export interface Location {
  readonly frame: Frame
  /** Null: the header of the frame. */
  readonly node: GraphNode | null
  /** Null: the node as a whole. */
  readonly field: Field | null
}

const size = ({ start, end }: Span): number => end - start
const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

function innermost<T>(all: readonly T[], spanOf: (one: T) => Span, at: Span): T | null {
  let best: T | null = null
  for (const one of all)
    if (holds(spanOf(one), at) && (best === null || size(spanOf(one)) <= size(spanOf(best)))) best = one
  return best
}

/** The node and field that a place in the text is part of, for a problem's badge; null outside of rules and playbooks. */
export function locate({ frames }: Graph, at: Span): Location | null {
  const frame = innermost(frames, (one) => one.at, at)
  if (!frame) return null
  const node = innermost(frame.nodes, (one) => one.at, at)
  const field = innermost(node?.fields ?? frame.fields, (one) => one.at, at)
  return { frame, node, field }
}
