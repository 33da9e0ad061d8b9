/**
 * What must be equal for a condition to hold: the equalities by which rules are found without asking each of them. Only
 * what surely decides is listed; a condition that offers nothing is asked for every alert.
 */
import { nfc } from '../../dsl/compile/compare.ts'
import type { Condition, Expression } from '../../dsl/model/expression.ts'
import { isList, kindOf } from '../../dsl/model/kind-of.ts'
import type { SeverityValue, Value } from '../../dsl/model/value.ts'

/** `alert.x` fields, any tag, or a label by name. */
export type Field = 'source' | 'name' | 'severity' | 'tag' | `label.${string}`

/** The condition can hold only for alerts whose `field` is one of `values` (NFC). */
export interface Equality {
  readonly field: Field
  readonly values: readonly string[]
}

/** Every equality that the whole condition implies. */
export function equalitiesOf(condition: Condition): readonly Equality[] {
  switch (condition.kind) {
    case 'and':
      return condition.parts.flatMap(equalitiesOf)
    case 'named':
      return equalitiesOf(condition.of)
    case 'compare':
      if (condition.op !== '==') return []
      return [...equality(condition.left, condition.right), ...equality(condition.right, condition.left)]
    case 'in':
      return listed(condition.left, condition.right)
    case 'contains':
      return tagged(condition.left, condition.right)
    default:
      return []
  }
}

function equality(path: Expression, constant: Expression): readonly Equality[] {
  const field = fieldOf(path)
  if (field === null || constant.kind !== 'literal') return []
  const word = wordFor(field, constant.value)
  return word === null ? [] : [{ field, values: [word] }]
}

function listed(path: Expression, list: Expression): readonly Equality[] {
  const field = fieldOf(path)
  if (field === null || list.kind !== 'literal' || !isList(list.value)) return []
  const words = list.value.map((item) => wordFor(field, item))
  if (words.some((word) => word === null)) return []
  return [{ field, values: [...new Set(words.filter((word) => word !== null))] }]
}

function tagged(path: Expression, item: Expression): readonly Equality[] {
  const isTags = path.kind === 'path' && path.root === 'alert' && path.segments.join('.') === 'tags'
  if (!isTags || item.kind !== 'literal' || typeof item.value !== 'string') return []
  return [{ field: 'tag', values: [nfc(item.value)] }]
}

function fieldOf(expression: Expression): Field | null {
  if (expression.kind !== 'path' || expression.segments.length !== 1) return null
  const [name] = expression.segments
  if (typeof name !== 'string') return null
  if (expression.root === 'label') return `label.${name}`
  if (expression.root !== 'alert') return null
  return name === 'source' || name === 'name' || name === 'severity' ? name : null
}

/** Numbers and the like are compared after reading (`"3.0" == 3`), so only texts and severities can be looked up. */
function wordFor(field: Field, value: Value): string | null {
  if (field === 'severity' && value !== null && kindOf(value) === 'severity') return (value as SeverityValue).severity
  return typeof value === 'string' ? nfc(value) : null
}
