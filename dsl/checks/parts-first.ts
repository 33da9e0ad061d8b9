/** What is made of others in an order in which the parts come before the whole. */

interface Open<Node> {
  readonly node: Node
  readonly parts: readonly Node[]
  /** The part that is looked at next. */
  next: number
  readonly order: number
  /** The order of the outermost whole that this one comes back to. */
  back: number
}

/**
 * Settles `start` and all that it is made of, each once, however often it is named (Tarjan's components). Without recursion:
 * a chain of names may be longer than the stack is deep.
 * @param isSettled those that an earlier call has told of
 * @param settle hears the parts before the whole; those that are made of each other come together, outermost last
 */
export function partsFirst<Node>(
  start: Node,
  isSettled: (node: Node) => boolean,
  partsOf: (node: Node) => readonly Node[],
  settle: (circle: readonly Node[], isMadeOfItself: boolean) => void,
): void {
  if (isSettled(start)) return
  const open: Open<Node>[] = []
  const waiting = new Map<Node, Open<Node>>()
  const enter = (node: Node): void => {
    const order = waiting.size
    const entered = { node, parts: partsOf(node), next: 0, order, back: order }
    waiting.set(node, entered)
    open.push(entered)
  }
  enter(start)
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const part = top.parts[top.next]
    if (part !== undefined) {
      top.next += 1
      const met = waiting.get(part)
      if (met) top.back = Math.min(top.back, met.order)
      else if (!isSettled(part)) enter(part)
      continue
    }
    open.pop()
    const whole = open.at(-1)
    if (whole) whole.back = Math.min(whole.back, top.back)
    if (top.back < top.order) continue
    // What waits since this one was entered comes back to it, and to nothing outside.
    const circle = [...waiting.values()].slice(top.order).map(({ node }) => node)
    for (const node of circle) waiting.delete(node)
    settle(circle.toReversed(), circle.length > 1 || top.parts.includes(top.node))
  }
}
