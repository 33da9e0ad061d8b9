/** Which way a run goes from node to node. */
import type { RuleItem } from '../syntax/ast.ts'
import type { Edge, GraphNode, Handle, Lane } from './model.ts'

const before: readonly RuleItem['kind'][][] = [
  ['on'],
  ['when'],
  ['suppress when', 'suppress while'],
  ['group'],
  ['dedup'],
  ['throttle'],
]

interface Out {
  readonly from: string
  readonly handle: string
}

/** @param lanes outer ones before what is inside them */
export function edgesOf(nodes: readonly GraphNode[], lanes: readonly Lane[]): readonly Edge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const laneById = new Map(lanes.map((lane) => [lane.id, lane]))
  const edges: Edge[] = []
  const connect = ({ from, handle }: Out, to: string, into: Edge['into'], slot: Edge['slot']): void => {
    edges.push({ id: `${from}:${handle}>${into === 'in' ? to : `${to}.join`}`, from, handle, to, into, slot })
  }

  /** From a way in through the steps of a lane; where it leads out again, null where a step ends the run. */
  function through(entry: Out | null, lane: Lane): Out | null {
    let open = entry
    lane.steps.forEach((id, index) => {
      const node = byId.get(id)
      if (!node) return
      if (open) connect(open, id, 'in', { lane: lane.id, index })
      for (const handle of node.outs) inner(node, handle)
      open = node.outs.some(({ kind }) => kind === 'out') ? { from: id, handle: 'out' } : null
    })
    return open
  }
  function inner(node: GraphNode, handle: Handle): void {
    if (handle.kind === 'out' || handle.kind === 'muted') return
    const entry = { from: node.id, handle: handle.id }
    const lane = handle.lane === null ? undefined : laneById.get(handle.lane)
    const end = lane ? through(entry, lane) : entry
    // A way back leads nowhere: the step has failed.
    if (end && handle.kind !== 'rollback')
      connect(end, node.id, 'join', lane ? { lane: lane.id, index: lane.steps.length } : null)
  }

  const items = before.flatMap((kinds) => nodes.filter(({ tree }) => kinds.includes(tree.kind as RuleItem['kind'])))
  let open: Out | null = null
  for (const { id } of items) {
    if (open) connect(open, id, 'in', null)
    open = { from: id, handle: 'out' }
  }
  for (const lane of lanes) {
    if (lane.role === 'then') through(open, lane)
    else if (lane.holder?.startsWith('on ')) through({ from: lane.holder, handle: 'out' }, lane)
  }
  return edges
}
