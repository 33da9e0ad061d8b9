import type { Condition, Expression } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import type { Value } from '../model/value.ts'

/** What expressions mean. The real one is `dsl/compile`; it is passed in so that the mind can be read alone. */
export interface Evaluator {
  evaluate(condition: Condition, facts: Facts): boolean
  /** `undefined` is missing. */
  valueOf(expression: Expression, facts: Facts): Value | undefined
  renderText(expression: Expression, facts: Facts): string
}
