/** What an editor of text offers to do with the steps under the cursor: the commands of the canvas that fit. */
import { isRefusal } from '../edit/answer.ts'
import { type Command, propose } from '../edit/index.ts'
import { sourceOf } from '../edit/source.ts'
import type { Wrapper } from '../edit/wrap.ts'
import { locate } from '../graph/locate.ts'
import type { Frame, GraphNode, Lane } from '../graph/model.ts'
import type { Span } from '../model/span.ts'
import { graph } from './graph.ts'
import type { Project } from './project.ts'

export interface Refactoring {
  readonly title: string
  /** For `edit`; what it changes is worked out when it is chosen. */
  readonly command: Command
}

/** Values that read, for a person to write over. */
const wrappers: readonly Wrapper[] = [
  { kind: 'if', condition: 'alert.severity >= high' },
  { kind: 'parallel', join: 'all', title: '"first"' },
  { kind: 'for each', name: 'item', list: 'alert.tags', max: '10' },
  { kind: 'repeat', times: '3', every: '1m' },
]

/** The steps from one end of a selection to the other, in the innermost lane that holds both. */
function selected(
  frame: Frame,
  { start, end }: Span,
): { readonly lane: Lane; readonly nodes: readonly GraphNode[] } | null {
  const nodes = new Map(frame.nodes.map((node) => [node.id, node]))
  const found = frame.lanes.flatMap((lane) => {
    const steps = lane.steps.flatMap((id) => nodes.get(id) ?? [])
    const touched = steps.filter(({ at }) => at.start <= end && start <= at.end)
    const [first] = touched
    const last = touched.at(-1)
    const isHeld = first && last && (touched.length > 1 || (first.at.start <= start && end <= last.at.end))
    return isHeld ? [{ lane, nodes: touched, size: lane.at.end - lane.at.start }] : []
  })
  return found.toSorted((a, b) => a.size - b.size)[0] ?? null
}

export function refactorings(project: Project, path: string, span: Span): readonly Refactoring[] {
  const all = graph(project, path)
  const parsed = project.files.get(path)
  const frame = all && locate(all, { start: span.start, end: span.start })?.frame
  const found = frame && selected(frame, span)
  if (!parsed || !frame || !found) return []
  const { lane, nodes } = found
  const [first, last] = [nodes[0] as GraphNode, nodes.at(-1) as GraphNode]
  const index = lane.steps.indexOf(first.id)
  const offered: Refactoring[] = wrappers.map((wrapper) => ({
    title: `Wrap in \`${wrapper.kind}\``,
    command: { kind: 'wrap steps', frame: frame.id, from: first.id, to: last.id, in: wrapper },
  }))
  if (first === last) {
    const own = { frame: frame.id, step: first.id }
    const move = (to: number): Command => ({ kind: 'move step', ...own, to: { lane: lane.id, index: to } })
    offered.push({ title: 'Take the steps out of it', command: { kind: 'unwrap step', ...own } })
    if (index > 0) offered.push({ title: 'Move the step up', command: move(index - 1) })
    if (index < lane.steps.length - 1) offered.push({ title: 'Move the step down', command: move(index + 2) })
    for (const event of first.mayAdd.handlers)
      offered.push({ title: `Add \`on ${event}\``, command: { kind: 'add handler', ...own, event, text: '' } })
  }
  const source = sourceOf(parsed)
  return offered.filter(({ command }) => !isRefusal(propose(source, command)))
}
