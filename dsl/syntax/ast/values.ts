/** Values as written: literals, paths, names, lists, texts with holes. */
import type { Span } from '../../model/span.ts'

/** A name written without quotes: of a rule's step, constant, connection, playbook … */
export interface Name {
  readonly kind: 'name'
  readonly text: string
  readonly at: Span
}

/** `"…"` or `"""…"""`. `parts` holds characters (escapes resolved) and `{{ }}` holes in order. */
export interface Text {
  readonly kind: 'text'
  readonly parts: readonly TextPart[]
  readonly block: boolean
  readonly at: Span
}
export type TextPart = Characters | Hole
export interface Characters {
  readonly kind: 'characters'
  readonly text: string
  readonly at: Span
}
/** `{{ path or call | filter(args) }}` (D57). */
export interface Hole {
  readonly kind: 'hole'
  readonly value: Path | NameRef | Call
  readonly filters: readonly Filter[]
  readonly at: Span
}
export interface Filter {
  readonly name: Name
  readonly args: readonly Value[]
  readonly at: Span
}
export interface NumberLiteral {
  readonly kind: 'number'
  readonly value: number
  readonly at: Span
}
export interface DurationLiteral {
  readonly kind: 'duration'
  readonly ms: number
  readonly at: Span
}
export interface SizeLiteral {
  readonly kind: 'size'
  readonly bytes: number
  readonly at: Span
}
export interface PercentLiteral {
  readonly kind: 'percent'
  readonly value: number
  readonly at: Span
}
export interface BooleanLiteral {
  readonly kind: 'boolean'
  readonly value: boolean
  readonly at: Span
}
/** `none`, JSON null (D98). */
export interface NoneLiteral {
  readonly kind: 'none'
  readonly at: Span
}
/** `2026-12-27` or `2026-03-02T03:10[:05]`, as written; UTC in conditions (D119). */
export interface TimeLiteral {
  readonly kind: 'date' | 'datetime'
  readonly text: string
  readonly at: Span
}
/** `@payments`: a user, team or schedule. `name` is without the `@`. */
export interface Handle {
  readonly kind: 'handle'
  readonly name: string
  readonly at: Span
}
/** `label.env`, `alert.tags`, `label["k8s.io/app"]`, `host.body.items[0]`: always two segments or more. */
export interface Path {
  readonly kind: 'path'
  readonly segments: readonly (string | number)[]
  readonly at: Span
}
/** A bare name used as a value: constant, condition, parameter, variable, loop name, or a severity word (D97). */
export interface NameRef {
  readonly kind: 'ref'
  readonly name: string
  readonly at: Span
}
export interface Call {
  readonly kind: 'call'
  readonly name: Name
  readonly args: readonly Value[]
  readonly at: Span
}
export interface List {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly at: Span
}
export interface MapEntry {
  readonly key: string
  readonly keyAt: Span
  readonly value: Value
  readonly at: Span
}
export interface MapLiteral {
  readonly kind: 'map'
  readonly entries: readonly MapEntry[]
  readonly at: Span
}
export interface Sum {
  readonly kind: 'sum'
  readonly op: '+' | '-'
  readonly left: Value
  readonly right: Value
  readonly at: Span
}
export type Value =
  | Text
  | NumberLiteral
  | DurationLiteral
  | SizeLiteral
  | PercentLiteral
  | BooleanLiteral
  | NoneLiteral
  | TimeLiteral
  | Handle
  | Path
  | NameRef
  | Call
  | List
  | MapLiteral
  | Sum
