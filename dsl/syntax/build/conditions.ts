import { type Span, through } from '../../model/span.ts'
import type {
  Compare,
  CompareOp,
  Count,
  Distinct,
  DurationLiteral,
  During,
  Expr,
  Has,
  Logic,
  Matches,
  Membership,
  NameRef,
  Not,
  NumberLiteral,
  Paren,
  Path,
  Truth,
  Value,
  WindowRef,
} from '../ast.ts'
import type { Token } from '../token.ts'
import { all, type Chain } from './chain.ts'

/** `a and b and c` is one node, `a` alone is none. */
export function logic(kind: 'and' | 'or', chain: Chain<Expr>): Expr {
  const parts = all(chain)
  const [first] = parts
  const last = parts.at(-1)
  if (!first || !last || parts.length === 1) return first as Expr
  return { kind, parts, at: through(first.at, last.at) } satisfies Logic
}
export const not = (keyword: Token, of: Expr): Not => ({
  kind: 'not',
  of,
  sugar: false,
  at: through(keyword.at, of.at),
})
/** `x not in […]` (D100). */
export const notSugar = (of: Expr): Not => ({ kind: 'not', of, sugar: true, at: of.at })
export const paren = (open: Token, of: Expr, close: Token): Paren => ({
  kind: 'paren',
  of,
  at: through(open.at, close.at),
})
export const has = (keyword: Token, path: Path): Has => ({ kind: 'has', path, at: through(keyword.at, path.at) })
export const during = (keyword: Token, window: WindowRef): During => ({
  kind: 'during',
  window,
  at: through(keyword.at, window.at),
})
export const truth = (value: Path | NameRef): Truth => ({ kind: 'truth', value, at: value.at })
export const compare = (left: Value, op: Token, right: Value): Compare => ({
  kind: 'compare',
  op: op.text as CompareOp,
  opAt: op.at,
  left,
  right,
  at: through(left.at, right.at),
})
export function matches(left: Value, regex: Token): Matches {
  const close = regex.text.lastIndexOf('/')
  return {
    kind: 'matches',
    left,
    pattern: regex.text.slice(1, close),
    flags: regex.text.slice(close + 1),
    patternAt: regex.at,
    at: through(left.at, regex.at),
  }
}
export const membership = (kind: Membership['kind'], left: Value, right: Value): Membership => ({
  kind,
  left,
  right,
  at: through(left.at, right.at),
})

interface Bounds {
  readonly op: CompareOp
  readonly bound: NumberLiteral
  readonly within: DurationLiteral
  readonly by: readonly Path[]
  readonly at: Span
}
export const bounds = (op: Token, bound: NumberLiteral, within: DurationLiteral, by: Chain<Path> | null): Bounds => {
  const paths = all(by ?? [])
  return { op: op.text as CompareOp, bound, within, by: paths, at: through(op.at, (paths.at(-1) ?? within).at) }
}
export const count = (keyword: Token, of: Expr | null, limits: Bounds): Count => ({
  kind: 'count',
  of,
  ...limits,
  at: through(keyword.at, limits.at),
})
export const distinct = (keyword: Token, path: Path, of: Expr | null, limits: Bounds): Distinct => ({
  kind: 'distinct',
  path,
  of,
  ...limits,
  at: through(keyword.at, limits.at),
})
