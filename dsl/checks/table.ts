import type {
  Clause,
  Declaration,
  Expr,
  Handler,
  Param,
  RuleItem,
  Step,
  TestItem,
  Text,
  Trigger,
  Value,
  WeekSpan,
  WindowRef,
} from '../syntax/ast.ts'
import type { Check } from './place.ts'

type OfKind<Union, Kind> = Union extends { readonly kind: infer Own } ? (Kind extends Own ? Union : never) : never
export type Rows<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: readonly Check<OfKind<Union, Kind>>[]
}

/** From kind of node to its checks. A kind without a row does not compile. */
export interface Table {
  readonly declarations: Rows<Declaration>
  readonly params: readonly Check<Param>[]
  readonly items: Rows<RuleItem>
  readonly triggers: Rows<Trigger>
  readonly steps: Rows<Step>
  readonly clauses: Rows<Clause>
  readonly handlers: readonly Check<Handler>[]
  readonly conditions: Rows<Expr>
  readonly values: Rows<Value>
  readonly windows: readonly Check<WindowRef>[]
  readonly spans: readonly Check<WeekSpan>[]
  readonly zones: readonly Check<Text>[]
  readonly testItems: readonly Check<TestItem>[]
}

/** The checks of some kinds of node: what a walk that looks for one thing needs. */
export type PartOfTable = {
  readonly [Part in keyof Table]?: Table[Part] extends readonly unknown[] ? Table[Part] : Partial<Table[Part]>
}
