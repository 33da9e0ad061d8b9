import type { DurationLiteral, NumberLiteral } from '../syntax/ast.ts'

const isLiteral = (member: unknown): member is NumberLiteral | DurationLiteral =>
  typeof member === 'object' &&
  member !== null &&
  'kind' in member &&
  (member.kind === 'number' || member.kind === 'duration')

/** Numbers and durations that a node holds itself: `up to 5m`, `retry 3 times`. */
export const ownLiterals = (node: object): readonly (NumberLiteral | DurationLiteral)[] =>
  Object.values(node).filter(isLiteral)
