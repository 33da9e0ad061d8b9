/** What an occurrence feeds, and what an alert is told of it: the one place where windows meet alerts (D79 to D81). */
import { evaluate } from '../compile/evaluate.ts'
import { valueOf } from '../compile/value-of.ts'
import type { CountSpec } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import { type Counted, countOccurrence, countValue } from './counting.ts'
import { groupKey, keyBy } from './grouping.ts'
import type { Occurred } from './occurrence.ts'

/** The row of a window that an alert belongs to. */
export const countKey = (spec: CountSpec, facts: Facts): string => keyBy(spec.by, facts)

/** Where an occurrence of an alert is counted, and as what; null where it is not. */
export interface Feed {
  readonly key: string
  /** Of `distinct`. */
  readonly value: string | null
}

/** An alert without the value has none to count (D93). */
export function feedOf(spec: CountSpec, facts: Facts): Feed | null {
  if (spec.of !== null && !evaluate(spec.of, { ...facts, meta: spec.meta ?? {} })) return null
  const key = countKey(spec, facts)
  if (spec.distinct === null) return { key, value: null }
  const value = valueOf(spec.distinct, facts)
  if (value === undefined || value === null) return null
  return { key, value: groupKey({ by: [spec.distinct] }, facts, '') }
}

/** @param bound the largest number that any condition compares the window with */
export const fed = (state: Counted, feed: Feed, occurred: Occurred, bound: number): Counted =>
  feed.value === null ? countOccurrence(state, occurred, bound) : countValue(state, feed.value, occurred, bound)
