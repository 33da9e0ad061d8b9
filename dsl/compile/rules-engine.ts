/**
 * Conditions in the exchange form of json-rules-engine (D21). The document carries the whole condition: both operands of
 * every clause are the fact `operand`, whose `params` hold the expression and its origin; the operators are ours and call
 * our comparisons. Neither its built-in operators nor `path` are used. Plain data: the one who runs it is
 * `engine/matching/rules-engine.ts`.
 */
import type { Condition, Expression } from '../model/expression.ts'
import type { Leaf } from './evaluate.ts'
import { type Origin, originOf } from './origin.ts'

/** Reference to an operand: the value of an expression, and where it comes from. */
export interface OperandRef {
  readonly fact: 'operand'
  readonly params: { readonly expression: Expression; readonly origin: Origin }
}
export interface RulesEngineLeaf {
  readonly fact: 'operand' | 'now' | 'count'
  /** Of `operand` the expression, of `count` the window. */
  readonly params?: OperandRef['params'] | { readonly window: string }
  /** One of `operators`. */
  readonly operator: Operator
  readonly value: unknown
}
export type RulesEngineDocument = (
  | { readonly all: readonly RulesEngineNode[] }
  | { readonly any: readonly RulesEngineNode[] }
  | { readonly not: RulesEngineNode }
) & { readonly name?: string }
export type RulesEngineNode = RulesEngineDocument | RulesEngineLeaf

/** `tocsin` in front, because json-rules-engine has operators of its own called `in` and `contains`. */
export type Operator = `tocsin ${Leaf['kind'] | '==' | '!=' | '>=' | '<=' | '>' | '<'}`

/** A rule without a `when` holds for every alert: an empty `all`. */
export function toRulesEngine(condition: Condition | null): RulesEngineDocument {
  if (condition === null) return { all: [] }
  const node = nodeOf(condition)
  return 'operator' in node ? { all: [node] } : node
}

function nodeOf(condition: Condition): RulesEngineNode {
  switch (condition.kind) {
    case 'and':
      return { all: condition.parts.map(nodeOf) }
    case 'or':
      return { any: condition.parts.map(nodeOf) }
    case 'not':
      return { not: nodeOf(condition.of) }
    case 'named':
      return { name: condition.name, all: [nodeOf(condition.of)] }
    default:
      return leafOf(condition)
  }
}

function leafOf(leaf: Leaf): RulesEngineLeaf {
  switch (leaf.kind) {
    case 'has':
      return { ...operand(leaf.path), operator: 'tocsin has', value: true }
    case 'truth':
      return { ...operand(leaf.value), operator: 'tocsin truth', value: true }
    case 'during':
      return { fact: 'now', operator: 'tocsin during', value: leaf.window }
    case 'matches':
      return {
        ...operand(leaf.left),
        operator: 'tocsin matches',
        value: { pattern: leaf.pattern, flags: leaf.flags },
      }
    case 'count':
      return {
        fact: 'count',
        params: { window: leaf.spec.id },
        operator: 'tocsin count',
        value: { op: leaf.op, bound: leaf.bound },
      }
    case 'compare':
      return { ...operand(leaf.left), operator: `tocsin ${leaf.op}`, value: operand(leaf.right) }
    default:
      return { ...operand(leaf.left), operator: `tocsin ${leaf.kind}`, value: operand(leaf.right) }
  }
}

const operand = (expression: Expression): OperandRef => ({
  fact: 'operand',
  params: { expression, origin: originOf(expression) },
})
