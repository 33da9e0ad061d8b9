import type { Evaluator } from '../../../dsl/run/index.ts'
import type { Expression } from '../../../dsl/model/expression.ts'
import type { Facts } from '../../../dsl/model/facts.ts'
import type { Value } from '../../../dsl/model/value.ts'

/** Just enough meaning for the tests of the mind: paths, literals, texts and equality. */
export const evaluator: Evaluator = {
  evaluate(condition, facts) {
    if (condition.kind !== 'compare') throw new Error(`no meaning for ${condition.kind}`)
    return valueOf(condition.left, facts) === valueOf(condition.right, facts)
  },
  valueOf,
  renderText: (expression, facts) => String(valueOf(expression, facts)),
}

function valueOf(expression: Expression, facts: Facts): Value | undefined {
  if (expression.kind === 'literal') return expression.value
  if (expression.kind === 'text')
    return expression.parts.map((part) => (typeof part === 'string' ? part : valueOf(part.value, facts))).join('')
  if (expression.kind !== 'path') throw new Error(`no meaning for ${expression.kind}`)
  const roots = { alert: facts.alert, label: facts.alert?.labels, names: facts.names, error: facts.error }
  const root = roots[expression.root as keyof typeof roots] as unknown
  return expression.segments.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], root) as
    | Value
    | undefined
}
