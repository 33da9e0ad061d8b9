/** Why a condition holds or not, clause by clause, with what was read. */
import { conditionText, countText } from '../model/condition-text.ts'
import type { Condition } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import { isList, kindName, kindOf } from '../model/kind-of.ts'
import { pathText } from '../model/path-text.ts'
import { pathsIn } from '../model/paths-in.ts'
import type { Span } from '../model/span.ts'
import type { Value } from '../model/value.ts'
import { magnitude } from './compare.ts'
import { evaluate, evaluateLeaf, type Leaf } from './evaluate.ts'
import { originOf } from './origin.ts'
import { operandsOf } from './paths.ts'
import { whyUnreadable } from './read-as.ts'
import { valueOf } from './value-of.ts'

export interface Explanation {
  /** The clause as it would be written. */
  readonly clause: string
  readonly at: Span
  readonly holds: boolean
  /** What its paths led to; a missing one is null with `missing`. Only for clauses that hold no other. */
  readonly reads: readonly { readonly path: string; readonly value: Value; readonly missing: boolean }[]
  /** Why its operands could not be compared; null where they could. */
  readonly why: string | null
  readonly parts: readonly Explanation[]
}

/** Every clause is decided, also those that the others made unnecessary. */
export function explain(condition: Condition, facts: Facts): Explanation {
  const clause = conditionText(condition)
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => explain(part, facts))
      return { clause, at: condition.at, holds: evaluate(condition, facts), reads: [], why: null, parts }
    }
    case 'not':
    case 'named': {
      const parts = [explain(condition.of, facts)]
      return { clause, at: condition.at, holds: evaluate(condition, facts), reads: [], why: null, parts }
    }
    default: {
      const holds = evaluateLeaf(condition, facts)
      const why = holds ? null : whyNot(condition, facts)
      return { clause, at: condition.at, holds, reads: readsOf(condition, facts), why, parts: [] }
    }
  }
}

function readsOf(leaf: Leaf, facts: Facts): Explanation['reads'] {
  const seen = new Map<string, { path: string; value: Value; missing: boolean }>()
  if (leaf.kind === 'count') {
    const count = facts.counts?.[leaf.spec.id]
    return [{ path: countText(leaf), value: count ?? null, missing: count === undefined }]
  }
  for (const path of operandsOf(leaf).flatMap(pathsIn)) {
    const value = valueOf(path, facts)
    const text = pathText(path)
    seen.set(text, { path: text, value: value ?? null, missing: value === undefined })
  }
  return [...seen.values()]
}

function whyNot(leaf: Leaf, facts: Facts): string | null {
  if (leaf.kind === 'has' || leaf.kind === 'during' || leaf.kind === 'count') return null
  const operands = operandsOf(leaf).map((of) => ({ value: valueOf(of, facts), origin: originOf(of), of }))
  for (const { value, of } of operands) {
    if (value === undefined) return `${of.kind === 'path' ? pathText(of) : 'the value'} is missing`
    if (value === null) return `${of.kind === 'path' ? pathText(of) : 'the value'} is none`
  }
  const [left, right] = operands
  if (left?.value === undefined || left.value === null) return null
  if (leaf.kind === 'truth')
    return typeof left.value === 'boolean' ? null : `it is ${kindName[kindOf(left.value)]}, not true or false`
  if (leaf.kind === 'matches')
    return isWord(left.value) ? null : `${kindName[kindOf(left.value)]} has no text to search`
  if (right?.value === undefined || right.value === null) return null
  if (leaf.kind === 'compare') {
    const why =
      whyUnreadable(right.value, right.origin, left.value, left.origin) &&
      whyUnreadable(left.value, left.origin, right.value, right.origin)
    if (why || leaf.op === '==' || leaf.op === '!=') return why
    const ordered = magnitude(left.value) ?? magnitude(right.value)
    return ordered === undefined ? `${kindName[kindOf(left.value)]} has no order` : null
  }
  if (leaf.kind === 'in') return isList(right.value) ? null : `${kindName[kindOf(right.value)]} is not a list`
  if (leaf.kind === 'contains' && isList(left.value)) return null
  return [left.value, right.value].every(isWord)
    ? null
    : `${kindName[kindOf(left.value)]} can't be searched for ${kindName[kindOf(right.value)]}`
}

const isWord = (value: Value): boolean => ['text', 'number', 'boolean'].includes(kindOf(value))
