/** Handlers, arms and branches: added with their steps, taken away as a whole. */
import { legalTail, outerHandlers, stepName } from '../checks/clauses.ts'
import { setIn, spliceIn } from '../graph/keys.ts'
import type { Span } from '../model/span.ts'
import type { Handler, HandlerEvent, If, Parallel, Playbook } from '../syntax/ast.ts'
import { type FrameSite, frameAt, keysIn, type LanePlace, laneAt, type StepPlace, stepAt } from './address.ts'
import { isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { partEnd } from './clauses.ts'
import { readAs } from './fragments.ts'
import { insertItem, openOf, ruleBody } from './items.ts'
import { brought } from './replace.ts'
import { indentOf, shifted } from './shift.ts'
import { commentsIn, contentFrom, endOf, extentOf, hasBreak, indentAt, type Source } from './source.ts'
import { type Body, endsInComment, indentIn, putIn, takeOut } from './statements.ts'

export interface AddHandler {
  readonly kind: 'add handler'
  readonly frame: string
  /** Null: of the rule or playbook itself. */
  readonly step: string | null
  readonly event: HandlerEvent
  /** Its steps; may be empty. */
  readonly text: string
}
export interface AddArm {
  readonly kind: 'add arm'
  readonly frame: string
  /** An `if`. */
  readonly step: string
  /** Null: `else`. */
  readonly condition: string | null
  readonly text: string
}
export interface AddBranch {
  readonly kind: 'add branch'
  readonly frame: string
  /** A `parallel`. */
  readonly step: string
  readonly index: number
  /** With its quotes. */
  readonly title: string
  readonly text: string
}
export interface DeleteLane {
  readonly kind: 'delete lane'
  readonly frame: string
  readonly lane: string
}

const shortest = 80

/** Braces around steps: on one line where there is little, else each step on its own. */
function braced(source: Source, text: string, indent: string): string {
  const clean = brought(source, text)
  if (clean.trim() === '') return '{ }'
  if (!clean.includes('\n') && !endsInComment(clean) && clean.trim().length < shortest) return `{ ${clean.trim()} }`
  const inner = indent + source.unit
  return `{${source.lineEnd}${inner}${shifted(clean, indentOf(clean), inner).trimStart()}${source.lineEnd}${indent}}`
}

const listed = (events: readonly string[]): string =>
  events.length === 0 ? 'nothing' : events.map((event) => `\`on ${event}\``).join(', ')

export function addHandler(source: Source, command: AddHandler): Proposal | Refusal {
  const { event, text, frame: frameName } = command
  const found = command.step === null ? frameAt(source, frameName) : stepAt(source, frameName, command.step)
  if (isRefusal(found)) return found
  const step = 'step' in found ? found.step : null
  const at = step?.at ?? ('declaration' in found ? found.declaration.name.at : { start: 0, end: 0 })
  const steps = readAs('steps', text, at)
  if (isRefusal(steps)) return steps
  const name = step ? stepName(step) : 'declaration' in found ? found.declaration.kind : ''
  const legal = step ? legalTail(step.kind, step.kind === 'wait for' ? step.what : null).handlers : outerHandlers
  if (!legal.includes(event)) return refuse('E213', at, { event, step: name, legal: listed(legal) })
  const written = 'step' in found ? found.step.handlers : handlersOf(found)
  if (written.some((one) => one.event === event)) return refuse('E213/twice', at, { event, step: name })
  return 'step' in found ? onStep(source, found, event, text) : onFrame(source, found, event, text)
}

const handlersOf = ({ declaration }: FrameSite): readonly Handler[] =>
  declaration.kind === 'playbook' ? declaration.handlers : declaration.items.filter((item) => item.kind === 'handler')

const handlerBody = (source: Source, { step }: StepPlace): Body => ({
  open: step.handlers[0] ? partEnd(source, step, step.clauses.length) : step.at.end,
  close: null,
  items: step.handlers.map(({ at }) => at),
  outer: indentAt(source, step.at.start),
})

/** The handlers of a playbook stand behind its closing brace, in its own column. */
const outerBody = (source: Source, { block, handlers, at }: Playbook): Body => {
  const outer = indentAt(source, at.start)
  return { open: block.at.end, close: null, items: handlers.map((one) => one.at), outer, inner: outer }
}

function onStep(source: Source, place: StepPlace, event: HandlerEvent, text: string): Proposal | Refusal {
  const body = handlerBody(source, place)
  const put = `on ${event} ${braced(source, text, indentIn(source, body))}`
  const read = readAs('handlers', put, place.step.at)
  if (isRefusal(read)) return read
  const count = place.step.handlers.length
  return {
    edits: putIn(source, body, count, put),
    meant: spliceIn(source.parsed.declarations, [...keysIn(place.frame, place.keys), 'handlers'], count, 0, ...read),
    dropped: [],
  }
}

function onFrame(source: Source, frame: FrameSite, event: HandlerEvent, text: string): Proposal | Refusal {
  const { declaration } = frame
  if (declaration.kind === 'rule') {
    const put = `on ${event} ${braced(source, text, indentIn(source, ruleBody(source, declaration)))}`
    const items = readAs('items', put, declaration.name.at)
    if (isRefusal(items)) return items
    const [item] = items
    // Shifted already, so its first line alone is looked at.
    return item ? insertItem(source, { ...frame, declaration }, item, put, true) : refuse('E923', declaration.at)
  }
  const body = outerBody(source, declaration)
  const put = `on ${event} ${braced(source, text, indentIn(source, body))}`
  const read = readAs('handlers', put, declaration.name.at)
  if (isRefusal(read)) return read
  const count = declaration.handlers.length
  return {
    edits: putIn(source, body, count, put),
    meant: spliceIn(source.parsed.declarations, [frame.index, 'handlers'], count, 0, ...read),
    dropped: [],
  }
}

export function addArm(source: Source, { frame, step: id, condition, text }: AddArm): Proposal | Refusal {
  const place = stepAt(source, frame, id)
  if (isRefusal(place)) return place
  const { step } = place
  if (step.kind !== 'if') return refuse('E920', step.at, { what: '`if`', id })
  const last = step.arms.at(-1)?.at ?? step.at
  const steps = readAs('steps', text, last)
  if (isRefusal(steps)) return steps
  const keys = keysIn(place.frame, place.keys)
  const put = braced(source, text, indentAt(source, last.end))
  const declarations = source.parsed.declarations
  if (condition === null) {
    if (step.otherwise) return refuse('E212', step.otherwise.at, { clause: 'else', step: 'if' })
    const block = { kind: 'block', steps, at: last }
    return {
      edits: [{ at: { start: last.end, end: last.end }, text: ` else ${put}` }],
      meant: setIn(declarations, [...keys, 'otherwise'], block),
      dropped: [],
    }
  }
  const asked = readAs('condition', condition, last)
  if (isRefusal(asked)) return asked
  const head = `if ${brought(source, condition).trim()} `
  if (endsInComment(head)) return refuse('E921', last, { what: 'a condition', reason: 'it ends in a comment' })
  const arms = readAs('arm', head + put, last)
  if (isRefusal(arms)) return arms
  return {
    edits: [{ at: { start: last.end, end: last.end }, text: ` else ${head}${put}` }],
    meant: spliceIn(declarations, [...keys, 'arms'], step.arms.length, 0, ...(arms as readonly unknown[])),
    dropped: [],
  }
}

const branchBody = (source: Source, { step }: StepPlace & { readonly step: Parallel }): Body => ({
  open: openOf(source, step.at.start),
  close: closeOf(source, step),
  items: step.branches.map(({ at }) => at),
  outer: indentAt(source, step.at.start),
})
/** Before the bracket that ends the branches; handlers stand behind it. */
function closeOf(source: Source, step: Parallel): number {
  return partEnd(source, step, 0) - 1
}

export function addBranch(source: Source, { frame, step: id, index, title, text }: AddBranch): Proposal | Refusal {
  const place = stepAt(source, frame, id)
  if (isRefusal(place)) return place
  const { step } = place
  if (step.kind !== 'parallel') return refuse('E920', step.at, { what: '`parallel`', id })
  const name = readAs('text', title, step.at)
  if (isRefusal(name)) return name
  const steps = readAs('steps', text, step.at)
  if (isRefusal(steps)) return steps
  const body = branchBody(source, { ...place, step })
  const put = `branch ${title.trim()} ${braced(source, text, indentIn(source, body))}`
  const made = readAs('branches', put, step.at)
  if (isRefusal(made)) return made
  const at = Math.max(0, Math.min(index, step.branches.length))
  const list = [...keysIn(place.frame, place.keys), 'branches']
  return {
    edits: putIn(source, body, at, put),
    meant: spliceIn(source.parsed.declarations, list, at, 0, ...(made as readonly unknown[])),
    dropped: [],
  }
}

export function deleteLane(source: Source, { frame, lane: id }: DeleteLane): Proposal | Refusal {
  const lane = laneAt(source, frame, id)
  if (isRefusal(lane)) return lane
  const holder = lane.holder === null ? null : lane.frame.sites.steps.get(lane.holder)
  if (!holder) return deleteSide(source, lane)
  const place = stepAt(source, frame, holder.id)
  if (isRefusal(place)) return place
  const { step } = place
  const keys = keysIn(place.frame, lane.keys)
  // `…, 'handlers', 1, 'block'`: the list, and the place in it.
  const [list, index] = [keys.slice(0, -2), keys.at(-2)]
  const meant =
    typeof index === 'number' ? spliceIn(source.parsed.declarations, list, index, 1) : source.parsed.declarations
  const gone = (at: Span, body: Pick<Body, 'open' | 'close'>): Proposal => ({
    edits: [takeOut(source, at, body)],
    meant,
    dropped: commentsIn(source, at).map(({ text }) => text),
  })
  if (typeof index === 'number') {
    const handler = lane.role === 'handler' ? step.handlers[index] : undefined
    if (handler) return gone(extentOf(source, handler.at), handlerBody(source, place))
    const clause = lane.role === 'rollback' ? step.clauses[index] : undefined
    if (clause) return gone(extentOf(source, clause.at), { open: -1, close: null })
    if (lane.role === 'branch' && step.kind === 'parallel') {
      if (step.branches.length === 1) return refuse('E925', step.at, { step: 'parallel', what: 'branch' })
      return gone(extentOf(source, step.branches[index]?.at ?? step.at), branchBody(source, { ...place, step }))
    }
  }
  if (step.kind === 'if') return deleteArm(source, step, lane, keysIn(place.frame, place.keys))
  return refuse('E925', lane.block.at, { step: stepName(step), what: 'block' })
}

function deleteArm(source: Source, step: If, lane: LanePlace, keys: readonly (string | number)[]): Proposal | Refusal {
  const index = step.arms.findIndex(({ block }) => block === lane.block)
  const next = step.arms[index + 1]
  if (index === 0 && !next) return refuse('E925', step.at, { step: 'if', what: 'arm' })
  const before = step.arms[(index === -1 ? step.arms.length : index) - 1]
  const own = step.arms[index]
  const at: Span =
    index === 0 && next
      ? { start: step.at.start, end: next.at.start }
      : { start: endOf(source, before?.at.end ?? step.at.start), end: own?.at.end ?? step.at.end }
  const declarations = source.parsed.declarations
  const behind = contentFrom(source, at.end)
  const isCommented = index !== 0 && before !== undefined && at.start > before.at.end
  const swallows = isCommented && behind !== null && !hasBreak(source, at.end, behind.start)
  return {
    edits: [{ at, text: swallows ? source.lineEnd + indentAt(source, step.at.start) : '' }],
    meant:
      index === -1
        ? setIn(declarations, [...keys, 'otherwise'], null)
        : spliceIn(declarations, [...keys, 'arms'], index, 1),
    dropped: commentsIn(source, at).map(({ text }) => text),
  }
}

/** A handler of the rule or playbook itself, or `then`. */
function deleteSide(source: Source, lane: LanePlace): Proposal | Refusal {
  const { declaration, index: at } = lane.frame
  const index = lane.keys[1]
  if (declaration.kind === 'playbook') {
    const handler = declaration.handlers.find(({ block }) => block === lane.block)
    if (!handler) return refuse('E925', lane.block.at, { step: 'playbook', what: 'block' })
    const extent = extentOf(source, handler.at)
    return {
      edits: [takeOut(source, extent, outerBody(source, declaration))],
      meant: spliceIn(source.parsed.declarations, [at, 'handlers'], declaration.handlers.indexOf(handler), 1),
      dropped: commentsIn(source, extent).map(({ text }) => text),
    }
  }
  const item = typeof index === 'number' ? declaration.items[index] : undefined
  if (!item || typeof index !== 'number') return refuse('E923', declaration.at)
  const extent = extentOf(source, item.at)
  return {
    edits: [takeOut(source, extent, ruleBody(source, declaration))],
    meant: spliceIn(source.parsed.declarations, [at, 'items'], index, 1),
    dropped: commentsIn(source, extent).map(({ text }) => text),
  }
}
