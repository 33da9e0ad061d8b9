import type { Condition } from '../model/expression.ts'

/** Whether the condition may have another answer later, though nothing that it asks about has changed: `during`, `age(…)`. */
export const readsClock = (condition: Condition): boolean => asks(condition)

function asks(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('kind' in node && node.kind === 'during') return true
  // As a function and as a filter.
  if ('name' in node && node.name === 'age') return true
  return Object.values(node).some(asks)
}
