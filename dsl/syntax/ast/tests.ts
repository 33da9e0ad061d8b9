/** The items of a `test` block as written. */

import type { Span } from '../../model/span.ts'
import type { CompareOp, Expr } from './conditions.ts'
import type { Declared } from './declared.ts'
import type { Target } from './steps.ts'
import type {
  DurationLiteral,
  Handle,
  MapLiteral,
  Name,
  NumberLiteral,
  Path,
  Text,
  TimeLiteral,
  Value,
} from './values.ts'

/** Test items are kept as written; issue 2 gives them their meaning. */
export type TestItem =
  | { readonly kind: 'at'; readonly time: TimeLiteral; readonly zone: Text; readonly at: Span }
  | {
      readonly kind: 'given'
      readonly what: 'alert' | 'alerts' | 'resolve'
      readonly count: NumberLiteral | null
      readonly every: DurationLiteral | null
      readonly map: MapLiteral
      readonly at: Span
    }
  | { readonly kind: 'given silence'; readonly condition: Expr; readonly for: DurationLiteral; readonly at: Span }
  | { readonly kind: 'given incident'; readonly rule: Text; readonly at: Span }
  /** A request to `on webhook "name"` with this body. */
  | { readonly kind: 'given webhook'; readonly name: Text; readonly body: MapLiteral; readonly at: Span }
  /** Somebody starts an `on manual` rule. */
  | { readonly kind: 'given manual'; readonly rule: Text; readonly at: Span }
  | { readonly kind: 'after'; readonly duration: DurationLiteral; readonly at: Span }
  | {
      readonly kind: 'mock'
      readonly step: 'run' | 'http' | 'call' | 'ticket'
      readonly name: Name
      readonly returns: Value
      readonly at: Span
    }
  | { readonly kind: 'ack' | 'approve' | 'reject'; readonly by: Handle; readonly at: Span }
  | { readonly kind: 'resolve alert'; readonly at: Span }
  | {
      readonly kind: 'expect'
      readonly not: boolean
      readonly fact: TestFact
      /** Exactly so often; null: at all. */
      readonly times: NumberLiteral | null
      /** Of which part of the test; null: the whole. */
      readonly since: Since | null
      readonly at: Span
    }
/** Of the last so long, or from the last item of that kind on. */
export type Since =
  | DurationLiteral
  | {
      readonly kind: 'since item'
      readonly item: 'given' | 'ack' | 'approve' | 'reject' | 'resolve'
      readonly at: Span
    }
export type TestFact =
  | { readonly kind: 'matched'; readonly rule: Text; readonly at: Span }
  | { readonly kind: 'suppressed' | 'throttled' | 'deduped' | 'inhibited' | 'muted' | 'running'; readonly at: Span }
  | { readonly kind: 'grouped with'; readonly by: readonly Path[]; readonly at: Span }
  | { readonly kind: 'notify'; readonly target: Target; readonly via: Name | null; readonly at: Span }
  | { readonly kind: 'escalate'; readonly target: Handle; readonly at: Span }
  | { readonly kind: 'ran'; readonly name: Name; readonly at: Span }
  | { readonly kind: 'ticket'; readonly state: 'created' | 'closed'; readonly at: Span }
  | { readonly kind: 'end'; readonly outcome: 'ok' | 'failed'; readonly at: Span }
  | {
      readonly kind: 'compare'
      readonly op: CompareOp
      readonly left: Value
      readonly right: Value
      readonly at: Span
    }
export interface Test extends Declared {
  readonly kind: 'test'
  readonly name: Text
  readonly items: readonly TestItem[]
}
