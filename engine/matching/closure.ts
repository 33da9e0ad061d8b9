/**
 * Conditions as functions, made once when a rule set is loaded, so that no alert walks a tree again. They call the same
 * comparisons as `evaluate`, which says what a condition means (D21).
 */
import { compare, has, isTrue, matches } from '../../dsl/compile/compare.ts'
import { compareWith } from '../../dsl/compile/compare-with.ts'
import { evaluateLeaf, memberships } from '../../dsl/compile/evaluate.ts'
import { lookUp } from '../../dsl/compile/look-up.ts'
import { originOf, originsOf } from '../../dsl/compile/origin.ts'
import { valueOf } from '../../dsl/compile/value-of.ts'
import type { Condition, Expression } from '../../dsl/model/expression.ts'
import type { Facts } from '../../dsl/model/facts.ts'
import type { Value } from '../../dsl/model/value.ts'
import { isDuring } from '../../dsl/model/window.ts'

export type Test = (facts: Facts) => boolean
type Read = (facts: Facts) => Value | undefined

/** The same answer as `evaluate(condition, facts)` for every `facts`. */
export function closureOf(condition: Condition): Test {
  switch (condition.kind) {
    case 'and':
      return every(condition.parts.map(closureOf))
    case 'or':
      return some(condition.parts.map(closureOf))
    case 'not': {
      const of = closureOf(condition.of)
      return (facts) => !of(facts)
    }
    case 'named':
      return closureOf(condition.of)
    case 'has': {
      const read = readerOf(condition.path)
      return (facts) => has(read(facts))
    }
    case 'truth': {
      const read = readerOf(condition.value)
      return (facts) => isTrue(read(facts))
    }
    case 'count':
      return (facts) => evaluateLeaf(condition, facts)
    case 'during': {
      const { window } = condition
      return (facts) => isDuring(window, facts.now)
    }
    case 'matches': {
      const { pattern, flags } = condition
      const [read, origin] = [readerOf(condition.left), originOf(condition.left)]
      return (facts) => matches(read(facts), pattern, flags, origin)
    }
    case 'compare': {
      const { op } = condition
      const [left, right, origins] = [readerOf(condition.left), readerOf(condition.right), originsOf(condition)]
      if (condition.right.kind === 'literal') {
        const test = compareWith(op, condition.right.value, origins)
        return (facts) => test(left(facts))
      }
      return (facts) => compare(op, left(facts), right(facts), origins)
    }
    default: {
      const relation = memberships[condition.kind]
      const [left, right, origins] = [readerOf(condition.left), readerOf(condition.right), originsOf(condition)]
      return (facts) => relation(left(facts), right(facts), origins)
    }
  }
}

/** True when all hold; with none, always. */
export function every(tests: readonly Test[]): Test {
  return (facts) => {
    for (const test of tests) if (!test(facts)) return false
    return true
  }
}

function some(tests: readonly Test[]): Test {
  return (facts) => {
    for (const test of tests) if (test(facts)) return true
    return false
  }
}

function readerOf(expression: Expression): Read {
  if (expression.kind === 'literal') {
    const { value } = expression
    return () => value
  }
  if (expression.kind === 'path') {
    const { root, segments } = expression
    return (facts) => lookUp(root, segments, facts)
  }
  return (facts) => valueOf(expression, facts)
}
