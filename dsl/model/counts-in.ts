import type { Condition, CountSpec } from './expression.ts'

/** One window that a condition asks, and the number it compares with. */
export interface CountAsked {
  readonly spec: CountSpec
  readonly bound: number
}

/** Every window that a condition asks, in the order written. */
export function countsIn(condition: Condition): readonly CountAsked[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(countsIn)
    case 'not':
    case 'named':
      return countsIn(condition.of)
    case 'count':
      return [condition]
    default:
      return []
  }
}
