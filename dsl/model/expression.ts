/**
 * Compiled expressions: constants and named conditions are put in their place, severity words and dates are typed,
 * names are resolved. JSON, because it travels inside plans. `compile/evaluate.ts` says what they mean (D21).
 */
import type { Span } from './span.ts'
import type { Value } from './value.ts'

export type CompareOp = '==' | '!=' | '>=' | '<=' | '>' | '<'

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  /** `alert.name`, `label.env`, `metadata.a.b`, `host.body.role`: root and the rest. */
  | { readonly kind: 'path'; readonly root: Root; readonly segments: readonly (string | number)[]; readonly at: Span }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly at: Span }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly { readonly key: string; readonly value: Expression }[] }
  | {
      readonly kind: 'sum'
      readonly op: '+' | '-'
      readonly left: Expression
      readonly right: Expression
      readonly at: Span
    }

/** `names` holds variables, parameters, loop names, step results and event aliases; the name is the first segment. */
export type Root = 'alert' | 'label' | 'metadata' | 'incident' | 'meta' | 'run' | 'error' | 'request' | 'names'

export type TextPart =
  | string
  | {
      readonly value: Expression
      readonly filters: readonly { readonly name: string; readonly args: readonly Expression[] }[]
      readonly at: Span
    }

/**
 * A weekly window in a zone. Minutes count from local midnight of the day a span begins; `to` may pass 1440, then the
 * span runs into the next day (D119). `except`: local dates, `YYYY-MM-DD`, on which no span begins.
 */
export interface WindowSpec {
  readonly zone: string
  /** `days`: ISO weekdays, Monday 1 … Sunday 7. */
  readonly spans: readonly { readonly days: readonly number[]; readonly from: number; readonly to: number }[]
  readonly except: readonly string[]
}

/**
 * A window over occurrences of alerts (D79 to D84), as `count` and `distinct` ask for it. It does not hold the number that
 * it is compared with: conditions with the same id share one window (D27).
 */
export interface CountSpec {
  /** Made of the rest. */
  readonly id: string
  /** Which occurrences; null: all. */
  readonly of: Condition | null
  /** The rule's `meta`, where `of` reads it. */
  readonly meta: Readonly<Record<string, Value>> | null
  /** Whose values are counted, each once; null: occurrences are. */
  readonly distinct: (Expression & { readonly kind: 'path' }) | null
  /** One window for each combination of these values; empty: one. */
  readonly by: readonly (Expression & { readonly kind: 'path' })[]
  readonly withinMs: number
}

/** A compiled condition. `at` is where it stands in the rule's file, for explain. */
export type Condition = { readonly at: Span } & (
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** A named `condition`, put in place; the name is kept for explain. */
  | { readonly kind: 'named'; readonly name: string; readonly of: Condition }
  | { readonly kind: 'has'; readonly path: Expression & { readonly kind: 'path' } }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'matches'; readonly left: Expression; readonly pattern: string; readonly flags: string }
  | {
      readonly kind: 'contains' | 'starts with' | 'ends with' | 'in'
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'during'; readonly name: string | null; readonly window: WindowSpec }
  | { readonly kind: 'truth'; readonly value: Expression }
  | {
      readonly kind: 'count'
      readonly spec: CountSpec
      readonly op: CompareOp
      readonly bound: number
      /** It says what it counts; otherwise that is what else the rule's `when` asks for (D80). */
      readonly own: boolean
    }
)
