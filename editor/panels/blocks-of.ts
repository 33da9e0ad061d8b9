import type { StepNode } from '../../dsl/model/nest-steps.ts'

/** Steps that stand in one block of their rule: an arm of an `if`, a handler, the `then` itself. */
export interface Block<S> {
  /** Path of the block; one `else if` is told from the next by it. */
  readonly path: string
  /** As the rule calls it; empty for the rule's `then`. */
  readonly branch: string
  readonly nodes: readonly StepNode<S>[]
}

/** `then.2.else.0#1` stands in `then.2.else`. */
const pathOf = (id: string): string => id.replace(/\.\d+(?:[#@~].*)?$/u, '')

/** The steps below one step, block by block, in the order in which they come. */
export function blocksOf<S extends { readonly id: string }>(nodes: readonly StepNode<S>[]): Block<S>[] {
  const blocks: { path: string; branch: string; nodes: StepNode<S>[] }[] = []
  for (const node of nodes) {
    const last = blocks.at(-1)
    const path = pathOf(node.step.id)
    // Steps with a name of their own have no path; where they stand at the top they are of the `then`.
    const same = last && last.branch === node.branch && (last.path === path || node.branch === '')
    if (same) last.nodes.push(node)
    else blocks.push({ path, branch: node.branch, nodes: [node] })
  }
  return blocks
}
