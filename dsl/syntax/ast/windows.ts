/** Weekly windows and on-call levels as written. */

import type { Span } from '../../model/span.ts'
import type { DurationLiteral, Handle, Name, NumberLiteral, Text, TimeLiteral } from './values.ts'

export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
/** `mon..fri 09:00..18:00`: days (ranges as written, inclusive, may wrap) and hours, `HH:MM`, end exclusive. */
export interface WeekSpan {
  readonly kind: 'span'
  readonly days: readonly { readonly from: Day; readonly to: Day }[]
  /** `null`: `all day`. */
  readonly hours: { readonly from: string; readonly to: string } | null
  readonly at: Span
}
export interface Except {
  readonly kind: 'except'
  readonly dates: readonly TimeLiteral[]
  readonly at: Span
}
export type WindowRef =
  | { readonly kind: 'named'; readonly name: Name; readonly at: Span }
  | { readonly kind: 'inline'; readonly span: WeekSpan; readonly zone: Text; readonly at: Span }
export type Rota =
  | { readonly kind: 'always'; readonly at: Span }
  | { readonly kind: 'rotate'; readonly every: DurationLiteral; readonly from: TimeLiteral; readonly at: Span }
  | { readonly kind: 'during'; readonly window: WindowRef; readonly at: Span }
export interface ScheduleLevel {
  readonly level: NumberLiteral
  readonly rota: Rota
  readonly people: readonly Handle[]
  readonly after: DurationLiteral | null
  readonly at: Span
}
