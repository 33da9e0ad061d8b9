import type { StepNode } from '../../dsl/model/nest-steps.ts'

/** A line of the list: a step, or the heading of the block that the steps below it stand in. */
export type StepLine<S> = { readonly depth: number } & ({ readonly step: S } | { readonly heading: string })

/**
 * The steps as the rule writes them: those of a block (`on timeout`, the arms of an `if`, the rule's own `on error`) stand
 * under a heading and one step deeper.
 */
export function stepLines<S extends { readonly id: string }>(
  nodes: readonly StepNode<S>[],
  depth = 0,
): readonly StepLine<S>[] {
  let block = ''
  return nodes.flatMap(({ step, branch, inner }) => {
    const own = branch === '' ? depth : depth + 1
    // Two arms of one kind (`else if`) are told apart by where they stand.
    const place = branch === '' ? '' : step.id.replace(/\.\d+(?:[#@~].*)?$/, '')
    const heading = place === block || branch === '' ? [] : [{ depth, heading: `${branch}:` }]
    block = place
    return [...heading, { depth: own, step }, ...stepLines(inner, own + 1)]
  })
}
