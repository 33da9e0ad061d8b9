import type { Expression } from '../model/expression.ts'

/**
 * Where an operand comes from, which decides what may be read as what: a `constant` stands in the rule; `untyped` is text
 * and JSON that somebody sent; `typed` has its type from the language (`alert.severity`, `age(…)`).
 */
export type Origin = 'constant' | 'untyped' | 'typed'

/** The origins of both sides of a comparison; known when a rule is compiled. */
export interface Origins {
  readonly left: Origin
  readonly right: Origin
}

export function originOf(expression: Expression): Origin {
  switch (expression.kind) {
    case 'literal':
      return 'constant'
    case 'path':
      return isSent(expression) ? 'untyped' : 'typed'
    case 'text':
      return expression.parts.every((part) => typeof part === 'string') ? 'constant' : 'typed'
    case 'list':
      return expression.items.every((item) => originOf(item) === 'constant') ? 'constant' : 'typed'
    case 'map':
      return expression.entries.every(({ value }) => originOf(value) === 'constant') ? 'constant' : 'typed'
    case 'sum':
      return originOf(expression.left) === 'constant' && originOf(expression.right) === 'constant'
        ? 'constant'
        : 'typed'
    case 'call':
      return 'typed'
  }
}

function isSent(path: Expression & { readonly kind: 'path' }): boolean {
  switch (path.root) {
    case 'label':
    case 'metadata':
    case 'request':
    // Step results, loop items, and variables that were set from either.
    case 'names':
      return true
    case 'incident':
      return path.segments.includes('label') || path.segments.includes('metadata')
    default:
      return false
  }
}

export const originsOf = (condition: { readonly left: Expression; readonly right: Expression }): Origins => ({
  left: originOf(condition.left),
  right: originOf(condition.right),
})
