/** What conditions and expressions read. */
import type { Condition, Expression, Root } from '../model/expression.ts'
import type { Leaf } from './evaluate.ts'

type Path = Expression & { readonly kind: 'path' }

/** Whether some path of the condition starts at the root. */
export function readsRoot(condition: Condition, root: Root): boolean {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.some((part) => readsRoot(part, root))
    case 'not':
    case 'named':
      return readsRoot(condition.of, root)
    default:
      return operandsOf(condition).some((of) => pathsIn(of).some((path) => path.root === root))
  }
}

/** The expressions that a clause compares. */
export function operandsOf(leaf: Leaf): readonly Expression[] {
  switch (leaf.kind) {
    case 'has':
      return [leaf.path]
    case 'truth':
      return [leaf.value]
    case 'during':
      return []
    case 'matches':
      return [leaf.left]
    default:
      return [leaf.left, leaf.right]
  }
}

/** The paths that an expression reads, in the order written. */
export function pathsIn(expression: Expression): readonly Path[] {
  switch (expression.kind) {
    case 'literal':
      return []
    case 'path':
      return [expression]
    case 'text':
      return expression.parts.flatMap((part) =>
        typeof part === 'string'
          ? []
          : [...pathsIn(part.value), ...part.filters.flatMap(({ args }) => args.flatMap(pathsIn))],
      )
    case 'call':
      return expression.args.flatMap(pathsIn)
    case 'list':
      return expression.items.flatMap(pathsIn)
    case 'map':
      return expression.entries.flatMap(({ value }) => pathsIn(value))
    case 'sum':
      return [...pathsIn(expression.left), ...pathsIn(expression.right)]
  }
}
