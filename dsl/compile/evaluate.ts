/** What a condition means: the definition (D21). The matcher and json-rules-engine are tested against it. */
import type { CompareOp, Condition } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import { isDuring } from '../model/window.ts'
import { compare, contains, endsWith, has, isIn, isTrue, matches, startsWith } from './compare.ts'
import { originOf, originsOf } from './origin.ts'
import { valueOf } from './value-of.ts'

/** Whether the condition holds. Two-valued and total: what is missing or unreadable makes its comparison false (D93). */
export function evaluate(condition: Condition, facts: Facts): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => evaluate(part, facts))
    case 'or':
      return condition.parts.some((part) => evaluate(part, facts))
    case 'not':
      return !evaluate(condition.of, facts)
    case 'named':
      return evaluate(condition.of, facts)
    default:
      return evaluateLeaf(condition, facts)
  }
}

/** A condition that holds no other. */
export type Leaf = Exclude<Condition, { readonly kind: 'and' | 'or' | 'not' | 'named' }>

export function evaluateLeaf(leaf: Leaf, facts: Facts): boolean {
  switch (leaf.kind) {
    case 'has':
      return has(valueOf(leaf.path, facts))
    case 'truth':
      return isTrue(valueOf(leaf.value, facts))
    case 'during':
      return isDuring(leaf.window, facts.now)
    case 'matches':
      return matches(valueOf(leaf.left, facts), leaf.pattern, leaf.flags, originOf(leaf.left))
    case 'count':
      return holds(leaf.op, facts.counts?.[leaf.spec.id], leaf.bound)
    case 'compare':
      return compare(leaf.op, valueOf(leaf.left, facts), valueOf(leaf.right, facts), originsOf(leaf))
    default:
      return memberships[leaf.kind](valueOf(leaf.left, facts), valueOf(leaf.right, facts), originsOf(leaf))
  }
}

/** A window that nobody asked holds nothing that could be compared (D93). */
const holds = (op: CompareOp, count: number | undefined, bound: number): boolean =>
  count !== undefined && compare(op, count, bound, { left: 'typed', right: 'constant' })

/** The relations of a text or list to a part of it, by word. */
export const memberships = {
  contains,
  'starts with': startsWith,
  'ends with': endsWith,
  in: isIn,
} as const
