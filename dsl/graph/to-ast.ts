import type { Block, Declaration, Rule, RuleItem, Step } from '../syntax/ast.ts'
import { setIn } from './keys.ts'
import type { Frame, Graph, GraphNode, Lane } from './model.ts'

/** The tree that the graph was made of, put together from its nodes and lanes. */
export function toAst({ frames, sheets }: Graph): readonly Declaration[] {
  const all = [
    ...sheets.map(({ declaration, tree }) => ({ declaration, tree })),
    ...frames.map((frame) => ({ declaration: frame.declaration, tree: whole(frame) })),
  ]
  return all.toSorted((a, b) => a.declaration - b.declaration).map(({ tree }) => tree)
}

function whole(frame: Frame): Declaration {
  const nodes = new Map(frame.nodes.map((node) => [node.id, node]))
  const lanes = Map.groupBy(frame.lanes, (lane) => lane.holder)
  const filled = (lane: Lane): Block => ({
    ...lane.block,
    steps: lane.steps.flatMap((id) => {
      const node = nodes.get(id)
      return node ? [statement(node) as Step] : []
    }),
  })
  const statement = (node: GraphNode): GraphNode['tree'] =>
    (lanes.get(node.id) ?? []).reduce(
      (tree, lane) => setIn(tree, lane.keys.slice(node.keys.length), filled(lane)),
      node.tree,
    )
  const own = lanes.get(null) ?? []
  if (frame.tree.kind === 'playbook') {
    const body = own.reduce((tree, lane) => setIn(tree, lane.keys, filled(lane)), frame.tree)
    const heads = frame.nodes.filter(({ kind }) => kind === 'lane')
    return heads.reduce((tree, head) => setIn(tree, head.keys, statement(head)), body)
  }
  return { ...frame.tree, items: itemsOf(frame, statement, own, filled) } satisfies Rule
}

function itemsOf(
  { tree, nodes }: Frame,
  statement: (node: GraphNode) => GraphNode['tree'],
  own: readonly Lane[],
  filled: (lane: Lane) => Block,
): readonly RuleItem[] {
  const items = new Map<number, RuleItem>()
  for (const node of nodes) if (node.lane === null) items.set(node.keys[1] as number, statement(node) as RuleItem)
  const rest = tree.kind === 'rule' ? [...tree.items] : []
  const count = items.size + rest.length
  const merged = Array.from({ length: count }, (_, index) => items.get(index) ?? (rest.shift() as RuleItem))
  return own.reduce((all, lane) => setIn(all, lane.keys.slice(1), filled(lane)), merged)
}
