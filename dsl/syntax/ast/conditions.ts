/** Conditions as written. */

import type { Span } from '../../model/span.ts'
import type { DurationLiteral, NameRef, NumberLiteral, Path, Value } from './values.ts'
import type { WindowRef } from './windows.ts'

export interface Logic {
  readonly kind: 'and' | 'or'
  /** Two or more, in the order written. `a and b and c` is one node. */
  readonly parts: readonly Expr[]
  readonly at: Span
}
/** Also the sugar `x not in […]`, `not contains`, `not matches` (D100), with `sugar` true. */
export interface Not {
  readonly kind: 'not'
  readonly of: Expr
  readonly sugar: boolean
  readonly at: Span
}
export interface Paren {
  readonly kind: 'paren'
  readonly of: Expr
  readonly at: Span
}
export interface Has {
  readonly kind: 'has'
  readonly path: Path
  readonly at: Span
}
export type CompareOp = '==' | '!=' | '>=' | '<=' | '>' | '<'
export interface Compare {
  readonly kind: 'compare'
  readonly op: CompareOp
  readonly opAt: Span
  readonly left: Value
  readonly right: Value
  readonly at: Span
}
/** `left matches /pattern/flags`; unanchored RE2 search, flags `i` and `s` (D94). */
export interface Matches {
  readonly kind: 'matches'
  readonly left: Value
  readonly pattern: string
  readonly flags: string
  readonly patternAt: Span
  readonly at: Span
}
export interface Membership {
  readonly kind: 'contains' | 'starts with' | 'ends with' | 'in'
  readonly left: Value
  readonly right: Value
  readonly at: Span
}
/** `during NAME` or `during (mon..fri 09:00..18:00 in "Europe/London")`. */
export interface During {
  readonly kind: 'during'
  readonly window: WindowRef
  readonly at: Span
}
/** A bare path or name as a condition: true when it is the boolean true, or a named condition that holds. */
export interface Truth {
  readonly kind: 'truth'
  readonly value: Path | NameRef
  readonly at: Span
}
export interface Count {
  readonly kind: 'count'
  readonly of: Expr | null
  readonly op: CompareOp
  readonly bound: NumberLiteral
  readonly within: DurationLiteral
  readonly by: readonly Path[]
  readonly at: Span
}
export interface Distinct {
  readonly kind: 'distinct'
  readonly path: Path
  readonly of: Expr | null
  readonly op: CompareOp
  readonly bound: NumberLiteral
  readonly within: DurationLiteral
  readonly by: readonly Path[]
  readonly at: Span
}
export type Expr = Logic | Not | Paren | Has | Compare | Matches | Membership | During | Truth | Count | Distinct
