/** Commands by chance on parts of statements, on lanes and on declarations. */
import type { Command } from '../../../dsl/edit/index.ts'
import {
  type Attempt,
  attempt,
  block,
  end,
  isB,
  lanesOf,
  type Maker,
  name,
  number,
  stepsOf,
  text,
  type World,
} from './attempt.ts'
import { at, type Tree } from './plain-tree.ts'

const five = { kind: 'duration', ms: 300_000 }
const ref = { kind: 'ref', name: 'zz' }
const values: Readonly<Record<string, readonly [string, Tree]>> = {
  number: ['7', number(7)],
  duration: ['5m', five],
  text: ['"é"', text('é')],
  name: ['zz', name('zz')],
  names: ['zz, yy', [name('zz'), name('yy')]],
  handle: ['@zz', { kind: 'handle', name: 'zz' }],
  targets: ['@zz, "é"', [{ kind: 'handle', name: 'zz' }, text('é')]],
  path: ['a.b', { kind: 'path', segments: ['a', 'b'] }],
  paths: ['a.b', [{ kind: 'path', segments: ['a', 'b'] }]],
  value: ['zz', ref],
  map: ['{\n  a: zz\n}', { kind: 'map', entries: [{ key: 'a', value: ref }] }],
  condition: ['label.b == "é"', isB],
}

const field: Maker = (world) => {
  const headers = world.graph.frames.map((frame) => ({ frame, node: null, keys: [], fields: frame.fields }))
  const nodes = world.graph.frames.flatMap((frame) =>
    frame.nodes.map((node) => ({ frame, node: node.id, keys: node.keys, fields: node.fields })),
  )
  const place = world.pick([...headers, ...nodes].filter(({ fields }) => fields.length > 0))
  const one = place && world.pick(place.fields)
  const value = one && values[one.type]
  if (!place || !one || !value) return null
  const expected = structuredClone(world.tree)
  const keys = [...place.keys, ...one.keys]
  at(expected, place.frame.declaration, ...keys.slice(0, -1))[keys.at(-1) as string] = value[1]
  return attempt(
    { kind: 'set field', frame: place.frame.id, node: place.node, field: one.name, text: value[0] },
    expected,
  )
}

const written = [
  'level',
  'via',
  'using',
  'with',
  'as',
  'up to',
  'expires',
  'timeout',
  'retry',
  'verify',
  'rollback',
  'expect',
]
const clauses: readonly (readonly [text: string, Tree])[] = [
  ['via zz', { kind: 'via', names: [name('zz')] }],
  ['with { a: zz }', { kind: 'with', map: { kind: 'map', entries: [{ key: 'a', value: ref }] } }],
  ['as zz', { kind: 'as', name: name('zz') }],
  ['up to 5m', { kind: 'up to', duration: five }],
  ['timeout 5m', { kind: 'timeout', duration: five }],
  ['retry 7 times', { kind: 'retry', times: number(7), backoff: null, max: null }],
  ['rollback {\n  end\n}', { kind: 'rollback', block: block([end]) }],
]
const clause: Maker = (world) => {
  const place = world.pick(stepsOf(world))
  const one = world.pick(clauses)
  if (!place || !one) return null
  const { frame, node } = place
  const expected = structuredClone(world.tree)
  const list = at(expected, frame.declaration, ...node.keys).clauses
  const kind = one[1].kind
  const index = list.findIndex((other: Tree) => other.kind === kind)
  const takes = world.below(3) === 0
  const command = {
    kind: 'set clause',
    frame: frame.id,
    step: node.id,
    clause: kind,
    text: takes ? null : one[0],
  } as const
  if (takes) {
    if (index >= 0) list.splice(index, 1)
    return attempt(command, expected, { mayDrop: false })
  }
  if (index >= 0) list[index] = one[1]
  else {
    if (!node.mayAdd.clauses.includes(kind)) return attempt(command, null, { codes: ['E211'] })
    const later = list.findIndex((other: Tree) => written.indexOf(other.kind) > written.indexOf(kind))
    list.splice(later === -1 ? list.length : later, 0, one[1])
  }
  return attempt(command, expected)
}

const entry: Maker = (world) => {
  const steps = stepsOf(world).filter(({ node }) => node.fields.some(({ name: one }) => /^(?:with|args)/u.test(one)))
  const place = world.pick([...steps, ...world.graph.frames.map((frame) => ({ frame, node: null }))])
  if (!place) return null
  const { frame, node } = place
  const expected = structuredClone(world.tree)
  const declaration = expected[frame.declaration]
  const tree = node ? at(declaration, ...node.keys) : declaration
  const holder = (): Tree => {
    if (tree.kind === 'call step') return tree.args
    if (node) return tree.clauses.find((one: Tree) => one.kind === 'with')?.map.entries
    if (tree.kind === 'playbook') return tree.meta?.entries
    return tree.items.find((one: Tree) => one.kind === 'meta')?.map.entries
  }
  const list = holder()
  if (!list) return null
  // Of a key that stands twice, which a check tells of, the first is meant.
  const keys: readonly string[] = list.map((one: Tree) => one.key)
  const key = world.pick([...keys, 'zz', 'zz']) ?? 'zz'
  const value = world.below(3) === 0 ? null : '5m'
  const index = keys.indexOf(key)
  if (value === null && index >= 0) list.splice(index, 1)
  else if (value !== null && index >= 0) list[index].value = five
  else if (value !== null) list.push({ key, value: five })
  // A call's argument is a plain word; every other key was read as one once.
  return attempt({ kind: 'set entry', frame: frame.id, step: node?.id ?? null, key, value }, expected)
}

const order = [
  'meta',
  'disabled',
  'priority',
  'on',
  'when',
  'group',
  'dedup',
  'throttle',
  'suppress',
  'then',
  'handler',
  'stop',
]
const rank = (kind: string) => order.indexOf(kind.split(' ')[0] ?? '')
const items: readonly (readonly [text: string, Tree])[] = [
  ['priority 7', { kind: 'priority', value: number(7) }],
  ['disabled', { kind: 'disabled' }],
  ['when label.b == "é"', { kind: 'when', condition: isB }],
  ['dedup by a.b for 5m', { kind: 'dedup', by: [{ kind: 'path', segments: ['a', 'b'] }], for: five }],
  ['suppress when label.b == "é"', { kind: 'suppress when', condition: isB }],
  ['stop processing', { kind: 'stop' }],
  ['on manual', { kind: 'on', trigger: { kind: 'manual' } }],
]
const putItem = (list: Tree, made: Tree): void => {
  const later = list.findIndex((other: Tree) => rank(other.kind) > rank(made.kind))
  list.splice(later === -1 ? list.length : later, 0, made)
}
const item: Maker = (world) => {
  const frame = world.pick(world.graph.frames.filter(({ kind }) => kind === 'rule'))
  const one = world.pick(items)
  if (!frame || !one) return null
  const expected = structuredClone(world.tree)
  const list = expected[frame.declaration].items
  const kind = one[1].kind
  const index = list.findIndex((other: Tree) => other.kind === kind)
  const takes = world.below(3) === 0
  const id =
    kind === 'suppress when' ? (index >= 0 && world.below(2) === 0 ? `${kind}.0` : takes ? `${kind}.0` : kind) : kind
  const command = { kind: 'set item', frame: frame.id, item: id, text: takes ? null : one[0] } as const
  if (takes) {
    if (index >= 0) list.splice(index, 1)
    return attempt(command, expected, { mayDrop: true })
  }
  if (index >= 0 && id !== 'suppress when') list[index] = one[1]
  else putItem(list, one[1])
  return attempt(command, expected)
}

const bodies: readonly (readonly [text: string, steps: Tree])[] = [
  ['', []],
  ['end', [end]],
  ['end # why\nend', [end, end]],
]
const events = ['timeout', 'error', 'approved', 'rejected', 'resolve', 'ack', 'empty'] as const
const handler: Maker = (world) => {
  const place = world.pick([...stepsOf(world), ...world.graph.frames.map((frame) => ({ frame, node: null }))])
  const body = world.pick(bodies)
  if (!place || !body) return null
  const { frame, node } = place
  const may = world.below(3) > 0 && node ? world.pick(node.mayAdd.handlers) : undefined
  const event = may ?? world.pick(events) ?? 'error'
  const command = { kind: 'add handler', frame: frame.id, step: node?.id ?? null, event, text: body[0] } as const
  const expected = structuredClone(world.tree)
  const declaration = expected[frame.declaration]
  const made = { kind: 'handler', event, block: block(body[1]) }
  const tree = node ? at(declaration, ...node.keys) : declaration
  const list: Tree = tree.handlers ?? tree.items
  const legal: readonly string[] = node ? node.mayAdd.handlers : ['error', 'resolve', 'ack']
  const isTaken = list.some((other: Tree) => other.kind === 'handler' && other.event === event)
  if (isTaken || !legal.includes(event)) return attempt(command, null, { codes: ['E213'] })
  if (tree.kind === 'rule') putItem(list, made)
  else list.push(made)
  return attempt(command, expected)
}

const arm: Maker = (world) => {
  const place = world.pick(stepsOf(world).filter(({ node }) => node.kind === 'branch' || node.kind === 'fork'))
  const body = world.pick(bodies)
  if (!place || !body) return null
  const { frame, node } = place
  const expected = structuredClone(world.tree)
  const step = at(expected, frame.declaration, ...node.keys)
  const own = { frame: frame.id, step: node.id, text: body[0] }
  if (node.kind === 'fork') {
    const index = world.below(step.branches.length + 1)
    step.branches.splice(index, 0, { title: text('é'), block: block(body[1]) })
    return attempt({ kind: 'add branch', ...own, index, title: '"é"' }, expected)
  }
  if (world.below(2) === 0) {
    step.arms.push({ condition: isB, block: block(body[1]) })
    return attempt({ kind: 'add arm', ...own, condition: 'label.b == "é"' }, expected)
  }
  if (step.otherwise) return attempt({ kind: 'add arm', ...own, condition: null }, null, { codes: ['E212'] })
  step.otherwise = block(body[1])
  return attempt({ kind: 'add arm', ...own, condition: null }, expected)
}

const lane: Maker = (world) => {
  const place = world.pick(lanesOf(world).filter((one) => one.lane.role !== 'then' || world.below(9) === 0))
  if (!place) return null
  const { frame, lane: one } = place
  const command = { kind: 'delete lane', frame: frame.id, lane: one.id } as const
  const expected = structuredClone(world.tree)
  const declaration = expected[frame.declaration]
  const holder = frame.nodes.find(({ id }) => id === one.holder)
  const last = { mayDrop: true }
  if (one.role === 'else') {
    at(declaration, ...one.keys.slice(0, -1)).otherwise = null
    return attempt(command, expected, last)
  }
  const isOnly = (one.role === 'arm' || one.role === 'branch') && at(declaration, ...one.keys.slice(0, -2)).length === 1
  const isBody = one.role === 'body' || (one.role === 'then' && declaration.kind === 'playbook')
  if (isOnly || isBody) return attempt(command, null, { codes: ['E925'] })
  if (holder === undefined && one.role !== 'then') throw new Error('a lane without a holder')
  at(declaration, ...one.keys.slice(0, -2)).splice(one.keys.at(-2), 1)
  return attempt(command, expected, last)
}

const event: Maker = (world) => {
  const frame = world.pick(
    world.graph.frames.filter(({ nodes }) =>
      nodes.some(({ id, fields }) => id === 'on' && /^(?:event|without)\./u.test(fields.at(-1)?.name ?? '')),
    ),
  )
  if (!frame) return null
  const expected = structuredClone(world.tree)
  const { items: all } = expected[frame.declaration]
  const list = all.find((one: Tree) => one.kind === 'on' && one.trigger.kind === 'sequence')?.trigger.events
  if (!list) return null
  const index = world.below(list.length)
  if (world.below(2) === 0) {
    list.splice(index, 0, { kind: 'without', name: name('zz'), where: isB })
    return attempt({ kind: 'add event', frame: frame.id, index, text: 'without zz where label.b == "é"' }, expected)
  }
  const command = { kind: 'delete event', frame: frame.id, index } as const
  if (list.length === 1) return attempt(command, null, { codes: ['E925'] })
  list.splice(index, 1)
  return attempt(command, expected, { mayDrop: true })
}

const declaration: Maker = (world) => {
  const expected = structuredClone(world.tree)
  const count = expected.length
  const index = world.below(count)
  const to = world.below(count + 1)
  const chosen = world.below(3)
  if (chosen === 0 || count === 0) {
    expected.splice(to, 0, { kind: 'const', name: name('zz'), value: five, doc: 'Why.' })
    return attempt({ kind: 'insert declaration', index: to, text: '\n## Why.\nconst zz = 5m\n' }, expected)
  }
  if (chosen === 1) {
    expected.splice(index, 1)
    return attempt({ kind: 'delete declaration', index }, expected, { mayDrop: true })
  }
  const [one] = expected.splice(index, 1)
  expected.splice(to > index ? to - 1 : to, 0, one)
  return attempt({ kind: 'move declaration', index, to }, expected)
}

const heads: readonly (readonly [kind: string, text: string, head: Tree])[] = [
  ['parallel', 'parallel wait any', { kind: 'parallel', join: 'any' }],
  ['repeat', 'repeat up to 7 times every 5m', { kind: 'repeat', times: number(7), every: five, until: null }],
  [
    'for each',
    'for each zz in zz max 7 items',
    { kind: 'for each', name: name('zz'), list: ref, max: number(7), atOnce: null },
  ],
  ['end', 'end failed "é"', { kind: 'end', outcome: 'failed', message: text('é') }],
  ['wait for', 'wait for resolve', { kind: 'wait for', what: 'resolve' }],
  ['http', 'http POST "é"', { kind: 'http', method: 'POST', url: text('é') }],
  ['notify', 'run zz', { kind: 'run', name: name('zz') }],
]
const head: Maker = (world) => {
  const places = stepsOf(world).flatMap(({ frame, node }) =>
    heads.filter(([kind]) => kind === node.tree.kind).map((one) => ({ frame, node, one })),
  )
  const place = world.pick(places)
  if (!place) return null
  const { frame, node, one } = place
  const expected = structuredClone(world.tree)
  const keys = [frame.declaration, ...node.keys]
  const { clauses: tail, handlers, doc, block: body, branches } = at(expected, ...keys)
  const kept = { clauses: tail, handlers, doc, ...(body && { block: body }), ...(branches && { branches }) }
  at(expected, ...keys.slice(0, -1))[keys.at(-1) as number] = { ...one[2], ...kept }
  return attempt({ kind: 'set head', frame: frame.id, step: node.id, text: one[1] }, expected)
}

const params: Maker = (world) => {
  const frame = world.pick(world.graph.frames.filter(({ kind }) => kind === 'playbook'))
  if (!frame) return null
  const expected = structuredClone(world.tree)
  const none = world.below(3) === 0
  expected[frame.declaration].params = none ? [] : [{ name: name('zz'), type: name('yy'), value: five }]
  return attempt({ kind: 'set params', frame: frame.id, text: none ? '' : 'zz: yy = 5m' }, expected)
}

/** Without brackets, and `and` in `and` as one: what a condition says. */
export function said(tree: Tree): Tree {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map(said)
  if (tree.kind === 'paren') return said(tree.of)
  const own = Object.fromEntries(Object.entries(tree).map(([key, member]) => [key, said(member)]))
  if ((own.kind === 'and' || own.kind === 'or') && Array.isArray(own.parts))
    own.parts = own.parts.flatMap((part: Tree) => (part.kind === own.kind ? part.parts : [part]))
  return own
}

/** Every part of a condition with the way to it. */
function parts(expr: Tree, path: readonly number[] = []): readonly (readonly [path: readonly number[], Tree])[] {
  const inner: readonly Tree[] =
    expr.kind === 'and' || expr.kind === 'or' ? expr.parts : expr.of && !expr.sugar ? [expr.of] : []
  return [[path, expr], ...inner.flatMap((one, index) => parts(one, [...path, index]))]
}

const condition: Maker = (world) => {
  const fields = world.graph.frames.flatMap((frame) =>
    frame.nodes.flatMap((node) =>
      node.fields.filter(({ type }) => type === 'condition').map((one) => ({ frame, node, one })),
    ),
  )
  const place = world.pick(fields)
  if (!place) return null
  const { frame, node, one } = place
  const expected = structuredClone(world.tree)
  const keys = [frame.declaration, ...node.keys, ...one.keys]
  const around = at(expected, ...keys.slice(0, -1))
  const last = keys.at(-1) as string
  const found = world.pick(parts(around[last]))
  if (!found) return null
  const [path, part] = found
  /** Puts another in the place of the part. */
  const put = (made: Tree): void => {
    const before = structuredClone(part)
    for (const key of Object.keys(part)) delete part[key]
    Object.assign(part, typeof made === 'function' ? made(before) : made)
  }
  const or = { kind: 'or', parts: [isB, { kind: 'has', path: { kind: 'path', segments: ['a', 'b'] } }] }
  const changes: readonly (() => [Tree, Partial<Attempt>?])[] = [
    () => [{ kind: 'replace', text: 'label.b == "é" or has a.b' }, replaced()],
    () => [{ kind: 'add', join: 'and', text: 'label.b == "é" or has a.b' }, addRow('and', or)],
    () => [{ kind: 'add', join: 'or', text: 'label.b == "é"' }, addRow('or', isB)],
    () => [{ kind: 'negate' }, negated()],
    () => [{ kind: 'remove' }, removed()],
  ]
  function replaced(): Partial<Attempt> {
    put(or)
    return {}
  }
  function addRow(join: string, made: Tree): Partial<Attempt> {
    put((before: Tree) => ({ kind: join, parts: [before, made] }))
    return {}
  }
  function negated(): Partial<Attempt> {
    const isNot = part.kind === 'not' && !part.sugar
    put((before: Tree) => (isNot ? before.of : { kind: 'not', of: before, sugar: false }))
    return {}
  }
  function removed(): Partial<Attempt> {
    const above =
      path.length === 0 ? null : parts(around[last]).find(([way]) => way.join() === path.slice(0, -1).join())?.[1]
    if (above?.kind !== 'and' && above?.kind !== 'or') return { codes: ['E925'] }
    above.parts.splice(path.at(-1), 1)
    if (above.parts.length === 1) {
      const [only] = above.parts
      delete above.parts
      Object.assign(above, only)
    }
    return {}
  }
  const change = world.pick(changes)?.()
  if (!change) return null
  const command = {
    kind: 'edit condition',
    frame: frame.id,
    node: node.id,
    field: one.name,
    path,
    change: change[0],
  } as Command
  return attempt(command, change[1]?.codes ? null : expected, { ...change[1], said: true })
}

export const partMakers = {
  head,
  params,
  field,
  clause,
  entry,
  item,
  handler,
  arm,
  lane,
  event,
  declaration,
  condition,
}
export type { World }
