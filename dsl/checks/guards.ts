/** Which names are certain to be there by what was asked of them before. */
import type { Expr } from '../syntax/ast.ts'

/** Names that are there where the condition holds, or where it does not. */
export function presentWhere(node: Expr, holds: boolean): ReadonlySet<string> {
  switch (node.kind) {
    case 'has':
      return new Set(holds ? [String(node.path.segments[0])] : [])
    case 'paren':
      return presentWhere(node.of, holds)
    case 'not':
      return presentWhere(node.of, !holds)
    case 'and':
    case 'or': {
      const parts = node.parts.map((part) => presentWhere(part, holds))
      // Of an `and` that holds each part does, of an `or` that does not none does; otherwise it may be any one of them.
      if ((node.kind === 'and') === holds) return new Set(parts.flatMap((part) => [...part]))
      return parts.reduce((all, part) => all.intersection(part))
    }
    default:
      return new Set()
  }
}
