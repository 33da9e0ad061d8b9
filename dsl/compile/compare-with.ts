/**
 * Comparisons with a constant, prepared once: nearly all that rules have. Only the frequent pairs of types are decided
 * here; every other goes to `compare`, so the meaning stays in one place.
 */
import type { CompareOp } from '../model/expression.ts'
import { isList, kindOf } from '../model/kind-of.ts'
import type { Value } from '../model/value.ts'
import { compare, magnitude } from './compare.ts'
import type { Origins } from './origin.ts'

type Given = Value | undefined

/** The same as `(left) => compare(op, left, right, origins)`, for a `right` that stands in the rule. */
export function compareWith(op: CompareOp, right: Value, origins: Origins): (left: Given) => boolean {
  const general = (left: Given): boolean => compare(op, left, right, origins)
  const bound = magnitude(right)
  if (bound === undefined || origins.right !== 'constant') return general
  const test = tests[op]
  const kind = kindOf(right)
  // A measured number is read as the percent (D95); a constant one is not.
  const takesNumbers = kind === 'number' || (kind === 'percent' && origins.left !== 'constant')
  if (takesNumbers) return (left) => (typeof left === 'number' ? test(left, bound) : general(left))
  return (left) => {
    if (typeof left !== 'object' || left === null || isList(left) || left.$ !== kind) return general(left)
    const measured = magnitude(left)
    return measured === undefined ? general(left) : test(measured, bound)
  }
}

const tests: { readonly [K in CompareOp]: (left: number, right: number) => boolean } = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
}
