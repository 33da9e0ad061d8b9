/** Statements as nodes: kind, handles, badges. */
import { legalTail } from '../checks/clauses.ts'
import type { RuleItem, Step } from '../syntax/ast.ts'
import { itemFields, stepFields } from './fields.ts'
import { hollow } from './hollow.ts'
import type { Badge, GraphNode, Handle, NodeKind } from './model.ts'
import type { HeadSite, StepSite } from './sites.ts'

const kinds: Readonly<Record<Step['kind'], NodeKind>> = {
  notify: 'notify',
  escalate: 'escalate',
  'ticket create': 'ticket',
  'ticket update': 'ticket',
  'ticket close': 'ticket',
  'wait for': 'wait',
  'wait until': 'wait',
  approve: 'wait',
  run: 'run',
  'call step': 'call',
  http: 'http',
  parallel: 'fork',
  if: 'branch',
  'for each': 'loop',
  repeat: 'loop',
  set: 'set',
  sleep: 'sleep',
  end: 'end',
}
const handleKinds = {
  arm: 'arm',
  else: 'arm',
  branch: 'branch',
  body: 'body',
  handler: 'handler',
  rollback: 'rollback',
} as const

const out: Handle = { id: 'out', kind: 'out', lane: null }

function stepHandles({ id, step, lanes }: StepSite): readonly Handle[] {
  const inner = lanes.flatMap((lane): readonly Handle[] =>
    lane.role === 'then' ? [] : [{ id: lane.id.slice(id.length + 1), kind: handleKinds[lane.role], lane: lane.id }],
  )
  const missingElse: readonly Handle[] =
    step.kind === 'if' && step.otherwise === null ? [{ id: 'else', kind: 'arm', lane: null }] : []
  return [...(step.kind === 'end' ? [] : [out]), ...inner, ...missingElse]
}

function badgesOf(step: Step): readonly Badge[] {
  const clauses = step.clauses.flatMap(({ kind, at }): readonly Badge[] =>
    kind === 'verify' || kind === 'retry' || kind === 'timeout' || kind === 'rollback' ? [{ kind, at }] : [],
  )
  const of = (kind: Badge['kind'], node: { readonly at: Badge['at'] } | null): readonly Badge[] =>
    node ? [{ kind, at: node.at }] : []
  if (step.kind === 'for each') return [...of('max', step.max), ...of('at once', step.atOnce)]
  if (step.kind === 'repeat') return [...of('max', step.times), ...of('every', step.every), ...of('until', step.until)]
  return clauses
}

const nothing = { clauses: [], handlers: [] } as const

export function stepNode(site: StepSite): Omit<GraphNode, 'notes'> {
  const { id, step, lane, keys } = site
  const as = step.clauses.find((clause) => clause.kind === 'as')
  const legal = legalTail(step.kind, step.kind === 'wait for' ? step.what : null)
  return {
    id,
    kind: kinds[step.kind],
    lane,
    at: step.at,
    name: as?.kind === 'as' ? as.name.text : null,
    hasIn: true,
    outs: stepHandles(site),
    fields: stepFields(step),
    badges: badgesOf(step),
    mayAdd: {
      clauses: legal.clauses.filter((kind) => step.clauses.every((clause) => clause.kind !== kind)),
      handlers: legal.handlers.filter((event) => step.handlers.every((handler) => handler.event !== event)),
    },
    tree: hollow(step),
    keys,
  }
}

export const headNode = ({ id, handler, keys }: HeadSite, lane: string): Omit<GraphNode, 'notes'> => ({
  id,
  kind: 'lane',
  lane: null,
  at: handler.at,
  name: null,
  hasIn: false,
  outs: [{ id: 'out', kind: 'out', lane }],
  fields: [],
  badges: [],
  mayAdd: nothing,
  tree: hollow(handler),
  keys,
})

const itemKinds: Readonly<Partial<Record<RuleItem['kind'], NodeKind>>> = {
  on: 'trigger',
  when: 'filter',
  'suppress when': 'mute',
  'suppress while': 'mute',
  group: 'gate',
  dedup: 'gate',
  throttle: 'gate',
  stop: 'stop',
}

/** Items that are no nodes are parts of the frame: `meta`, `priority`, `disabled`, and `then`, which is a lane. */
export const isNode = ({ kind }: RuleItem): boolean => itemKinds[kind] !== undefined || kind === 'handler'

export function itemNode(item: RuleItem, index: number, id: string): Omit<GraphNode, 'notes'> | null {
  const kind = itemKinds[item.kind]
  if (!kind) return null
  const muted: readonly Handle[] = kind === 'mute' ? [{ id: 'muted', kind: 'muted', lane: null }] : []
  return {
    id,
    kind,
    lane: null,
    at: item.at,
    name: null,
    hasIn: kind !== 'trigger',
    outs: kind === 'stop' ? [] : [out, ...muted],
    fields: itemFields(item),
    badges: [],
    mayAdd: nothing,
    tree: item,
    keys: ['items', index],
  }
}
