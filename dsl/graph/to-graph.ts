import { outerHandlers } from '../checks/clauses.ts'
import { textOf } from '../checks/file-set.ts'
import type { Span } from '../model/span.ts'
import type { Declaration, MapLiteral, Playbook, Rule } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { itemFields, named, playbookFields } from './fields.ts'
import { edgesOf } from './flow.ts'
import { hollow } from './hollow.ts'
import type { Field, Frame, Graph, GraphNode, Lane, Note, Sheet } from './model.ts'
import { headNode, isNode, itemNode, stepNode } from './nodes.ts'
import { notesOf } from './notes.ts'
import type { Owned } from './segments.ts'
import { type LaneSite, sitesOf } from './sites.ts'

type Bare<T extends { readonly notes: unknown }> = Omit<T, 'notes'>
type BareFrame = Bare<Omit<Frame, 'nodes' | 'lanes'>> & {
  readonly nodes: readonly Bare<GraphNode>[]
  readonly lanes: readonly Bare<Lane>[]
}

/** A file as graph, also one of which not everything reads: every declaration that does is there. */
export function toGraph(parsed: ParsedFile): Graph {
  const taken = new Set<string>()
  const frames = parsed.declarations.flatMap((node, index) =>
    node.kind === 'rule' || node.kind === 'playbook' ? [frameOf(node, index, taken)] : [],
  )
  const sheets = parsed.declarations.flatMap((node, index): readonly Bare<Sheet>[] =>
    node.kind === 'rule' || node.kind === 'playbook'
      ? []
      : [{ declaration: index, kind: node.kind, at: node.at, tree: node }],
  )
  const broken = parsed.broken.map(({ at }) => at)
  return withNotes(parsed, frames, sheets, broken)
}

function withNotes(
  parsed: ParsedFile,
  frames: readonly BareFrame[],
  sheets: readonly Bare<Sheet>[],
  broken: readonly Span[],
): Graph {
  const sheetId = (sheet: Bare<Sheet>) => `sheet ${sheet.declaration}`
  const statements = [
    ...sheets.map((sheet): Owned => ({ frame: sheetId(sheet), node: null, at: sheet.at })),
    ...frames.flatMap(({ id, at, nodes }): readonly Owned[] => [
      { frame: id, node: null, at },
      ...nodes.map((node) => ({ frame: id, node: node.id, at: node.at })),
    ]),
  ]
  const closers = new Map(
    frames.flatMap((frame) => frame.lanes.map((lane) => [lane.at.end - 1, `${frame.id}\n{${lane.id}`] as const)),
  )
  const byOwner = new Map<string, Note[]>()
  for (const { frame, node, closing, note } of notesOf(parsed.tokens, statements, broken)) {
    const lane = closing === null ? undefined : closers.get(closing)
    const key = lane ?? `${frame ?? ''}\n${node ?? ''}`
    const known = byOwner.get(key)
    if (known) known.push(note)
    else byOwner.set(key, [note])
  }
  const notes = (frame: string, rest: string): readonly Note[] => byOwner.get(`${frame}\n${rest}`) ?? []
  return {
    file: parsed.file,
    length: parsed.tokens.at(-1)?.at.end ?? 0,
    frames: frames.map((frame) => ({
      ...frame,
      notes: notes(frame.id, ''),
      nodes: frame.nodes.map((node) => ({ ...node, notes: notes(frame.id, node.id) })),
      lanes: frame.lanes.map((lane) => ({ ...lane, notes: notes(frame.id, `{${lane.id}`) })),
    })),
    sheets: sheets.map((sheet) => ({ ...sheet, notes: notes(sheetId(sheet), '') })),
    broken,
    notes: notes('', ''),
  }
}

export const frameName = ({ name }: Rule | Playbook): string => (name.kind === 'name' ? name.text : textOf(name.parts))

/** The name of a frame in its file, kept apart from those before it. */
export function frameId(declaration: Rule | Playbook, taken: Set<string>): string {
  const name = frameName(declaration)
  const wanted = declaration.kind === 'rule' ? `rule ${JSON.stringify(name)}` : `playbook ${name}`
  let id = wanted
  for (let number = 2; taken.has(id); number += 1) id = `${wanted} ~${number}`
  taken.add(id)
  return id
}

function frameOf(declaration: Rule | Playbook, index: number, taken: Set<string>): BareFrame {
  const sites = sitesOf(declaration)
  const lanes = [...sites.lanes.values()].map(laneOf)
  const heads = sites.heads.map((head) => headNode(head, lanes.find((lane) => lane.holder === head.id)?.id ?? ''))
  const items = declaration.kind === 'rule' ? itemNodes(declaration) : []
  const nodes = [...items, ...[...sites.steps.values()].map(stepNode), ...heads]
  const bare = nodes.map((node) => ({ ...node, notes: [] }))
  const meta = metaOf(declaration)
  const owner = meta?.entries.find(({ key }) => key === 'owner')
  const priority = declaration.kind === 'rule' ? declaration.items.find((item) => item.kind === 'priority') : null
  return {
    id: frameId(declaration, taken),
    kind: declaration.kind,
    name: frameName(declaration),
    declaration: index,
    at: declaration.at,
    enabled: declaration.kind === 'playbook' || declaration.items.every((item) => item.kind !== 'disabled'),
    priority: priority?.kind === 'priority' ? priority.value.value : null,
    ownerAt: owner?.value.at ?? null,
    mayAdd: mayAddTo(declaration),
    fields: headerFields(declaration),
    nodes,
    lanes,
    edges: edgesOf(
      bare,
      lanes.map((lane) => ({ ...lane, notes: [] })),
    ),
    tree: headerOf(declaration),
  }
}

const singles = ['meta', 'disabled', 'priority', 'on', 'when', 'group', 'dedup', 'throttle', 'then', 'stop'] as const
const several = ['suppress when', 'suppress while'] as const

function mayAddTo(declaration: Rule | Playbook): Frame['mayAdd'] {
  const handlers = declaration.kind === 'playbook' ? declaration.handlers : declaration.items
  const events = outerHandlers.filter((event) => handlers.every((one) => one.kind !== 'handler' || one.event !== event))
  if (declaration.kind === 'playbook') return { items: declaration.meta ? [] : ['meta'], handlers: events }
  const free = singles.filter((kind) => declaration.items.every((item) => item.kind !== kind))
  return { items: [...free, ...several], handlers: events }
}

const laneOf = ({ id, role, holder, block, keys, steps }: LaneSite): Bare<Lane> => ({
  id,
  role,
  holder,
  at: block.at,
  steps: steps.map((step) => step.id),
  keys,
  block: { ...block, steps: [] },
})

/** What the items of a rule are called as nodes, in their order. */
export function itemIds({ items }: Rule): readonly string[] {
  const counts = new Map<string, number>()
  return items.map(({ kind }) => {
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    // `suppress` may stand several times, the others only in a rule that a check has told of.
    if (kind.startsWith('suppress')) return `${kind}.${count}`
    return count === 0 ? kind : `${kind} ~${count + 1}`
  })
}

function itemNodes(rule: Rule): readonly Bare<GraphNode>[] {
  const ids = itemIds(rule)
  return rule.items.flatMap((item, index) => itemNode(item, index, ids[index] ?? '') ?? [])
}

export function metaOf(declaration: Rule | Playbook): MapLiteral | null {
  if (declaration.kind === 'playbook') return declaration.meta
  const item = declaration.items.find((one) => one.kind === 'meta')
  return item?.kind === 'meta' ? item.map : null
}

export function headerFields(declaration: Rule | Playbook): readonly Field[] {
  if (declaration.kind === 'playbook') return playbookFields(declaration)
  const { name, items } = declaration
  return named([
    { name: 'name', type: 'text', at: name.at, value: name.at, keys: ['name'], clause: null },
    ...items.flatMap((item, index) =>
      item.kind === 'meta' || item.kind === 'priority'
        ? itemFields(item).map((field) => ({ ...field, keys: ['items', index, ...field.keys] }))
        : [],
    ),
  ])
}

/** What no node and no lane holds. */
function headerOf(declaration: Declaration & (Rule | Playbook)): Rule | Playbook {
  if (declaration.kind === 'playbook') return hollow(declaration)
  return { ...declaration, items: declaration.items.filter((item) => !isNode(item)).map(hollow) }
}
