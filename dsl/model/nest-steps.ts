/** A step with the steps of its own blocks (`on timeout`, `on error`, the arms of an `if`). */
export interface StepNode<S> {
  readonly step: S
  /** Which block of the step above (or of the rule: `on error`) it stands in; empty in the rule's `then`. */
  readonly branch: string
  readonly inner: StepNode<S>[]
}

/** Ids are paths in the rule: `then.2.timeout.0` is the first step of what `then.2` does on timeout. A named step (`as`) has its name. */
const nested =
  /^(.+)\.(timeout|error|approved|rejected|empty|ack|resolve|rollback|body|branch\d+|else|if\d+)\.\d+(?:[#@~].*)?$/

/** The flat list of the API as the tree that the rule writes; a step whose holder is not in the list stays at the top. */
export function nestSteps<S extends { readonly id: string }>(steps: readonly S[]): StepNode<S>[] {
  const nodes = new Map<string, StepNode<S>>()
  const top: StepNode<S>[] = []
  for (const step of steps) {
    const [, holder = '', block = ''] = nested.exec(step.id) ?? []
    const above = nodes.get(holder)
    const node: StepNode<S> = {
      step,
      branch: above ? branchOf(block) : step.id.startsWith('on_error.') ? 'on error' : '',
      inner: [],
    }
    nodes.set(step.id, node)
    ;(above?.inner ?? top).push(node)
  }
  return top
}

function branchOf(block: string): string {
  if (/^(?:timeout|error|approved|rejected|empty|ack|resolve)$/.test(block)) return `on ${block}`
  if (block === 'body') return 'each time'
  if (block === 'rollback') return 'rollback'
  if (block.startsWith('branch')) return `branch ${Number(block.slice(6)) + 1}`
  return block === 'else' ? 'else' : block === 'if0' ? 'if' : 'else if'
}
