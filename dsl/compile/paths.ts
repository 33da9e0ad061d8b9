/** What conditions and expressions read. */
import type { Condition, Expression, Root } from '../model/expression.ts'
import { pathsIn } from '../model/paths-in.ts'
import type { Leaf } from './evaluate.ts'

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
    case 'count':
      return []
    case 'matches':
      return [leaf.left]
    default:
      return [leaf.left, leaf.right]
  }
}
