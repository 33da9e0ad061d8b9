/** The items of a rule as written. */

import type { Span } from '../../model/span.ts'
import type { Expr } from './conditions.ts'
import type { Block, Handler } from './steps.ts'
import type { DurationLiteral, MapLiteral, Name, NumberLiteral, Path, Text } from './values.ts'

export type Trigger =
  | { readonly kind: 'alert' | 'manual'; readonly at: Span }
  | { readonly kind: 'every'; readonly every: DurationLiteral; readonly at: Span }
  | { readonly kind: 'cron'; readonly cron: Text; readonly zone: Text; readonly at: Span }
  | { readonly kind: 'webhook'; readonly name: Text; readonly at: Span }
  | {
      readonly kind: 'absence'
      readonly of: Expr
      readonly for: DurationLiteral
      readonly by: readonly Path[]
      readonly at: Span
    }
  | {
      readonly kind: 'sequence'
      readonly within: DurationLiteral
      readonly by: readonly Path[]
      readonly events: readonly {
        readonly kind: 'event' | 'without'
        readonly name: Name
        readonly where: Expr
        readonly at: Span
      }[]
      readonly at: Span
    }
export type RuleItem =
  | { readonly kind: 'meta'; readonly map: MapLiteral; readonly at: Span }
  | { readonly kind: 'disabled'; readonly at: Span }
  | { readonly kind: 'priority'; readonly value: NumberLiteral; readonly at: Span }
  | { readonly kind: 'on'; readonly trigger: Trigger; readonly at: Span }
  | { readonly kind: 'when'; readonly condition: Expr; readonly at: Span }
  | {
      readonly kind: 'group'
      readonly by: readonly Path[]
      readonly within: DurationLiteral | null
      readonly wait: DurationLiteral | null
      readonly every: DurationLiteral | null
      readonly repeat: DurationLiteral | null
      readonly at: Span
    }
  | { readonly kind: 'dedup'; readonly by: readonly Path[]; readonly for: DurationLiteral; readonly at: Span }
  | {
      readonly kind: 'throttle'
      readonly count: NumberLiteral
      readonly per: DurationLiteral
      readonly by: readonly Path[]
      readonly at: Span
    }
  | { readonly kind: 'suppress when'; readonly condition: Expr; readonly at: Span }
  | { readonly kind: 'suppress while'; readonly rule: Text; readonly by: readonly Path[]; readonly at: Span }
  | { readonly kind: 'then'; readonly block: Block; readonly at: Span }
  | { readonly kind: 'stop'; readonly at: Span }
  | Handler
