/** Items of a rule (`when`, `priority`, `group`, `suppress` …) and events of a sequence. */
import { itemsInOrder } from '../format/order.ts'
import { setIn, spliceIn } from '../graph/keys.ts'
import { itemIds } from '../graph/to-graph.ts'
import type { Rule, RuleItem } from '../syntax/ast.ts'
import { type FrameSite, frameAt } from './address.ts'
import { isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { readAs } from './fragments.ts'
import { brought, replaced } from './replace.ts'
import { indentOf, shifted } from './shift.ts'
import { commentsIn, contentFrom, extentOf, indentAt, type Source } from './source.ts'
import { type Body, indentIn, putIn, takeOut } from './statements.ts'

export interface SetItem {
  readonly kind: 'set item'
  readonly frame: string
  /** Its id as a node (`when`, `suppress when.1`), or its word where there is none yet (`priority`, `suppress when`). */
  readonly item: string
  /** The whole item, `throttle 2 per 1h by label.host`; null takes it away. */
  readonly text: string | null
}

export const ruleBody = (source: Source, { name, items, at }: Rule): Body => ({
  open: openOf(source, name.at.end),
  close: at.end - 1,
  items: items.map((item) => item.at),
  outer: indentAt(source, at.start),
})

/** Behind the next opening bracket, whatever notes stand before it. */
export function openOf(source: Source, from: number, bracket: '{' | '(' = '{'): number {
  let next = contentFrom(source, from)
  while (next && next.text !== bracket) next = contentFrom(source, next.end)
  return next?.end ?? from
}

function ruleAt(source: Source, name: string): (FrameSite & { readonly declaration: Rule }) | Refusal {
  const frame = frameAt(source, name)
  if (isRefusal(frame)) return frame
  const { declaration } = frame
  return declaration.kind === 'rule'
    ? { ...frame, declaration }
    : refuse('E920', declaration.at, { what: 'rule', id: name })
}

export function setItem(source: Source, { frame: frameName, item: wanted, text }: SetItem): Proposal | Refusal {
  const frame = ruleAt(source, frameName)
  if (isRefusal(frame)) return frame
  const { declaration: rule, index: at } = frame
  const declarations = source.parsed.declarations
  const index = itemIds(rule).indexOf(wanted)
  const old = rule.items[index]
  const body = ruleBody(source, rule)
  if (text === null) {
    if (!old) return { edits: [], meant: declarations, dropped: [] }
    const extent = extentOf(source, old.at)
    return {
      edits: [takeOut(source, extent, body)],
      meant: spliceIn(declarations, [at, 'items'], index, 1),
      dropped: commentsIn(source, extent).map((comment) => comment.text),
    }
  }
  const read = readAs('items', text, old?.at ?? rule.name.at)
  if (isRefusal(read)) return read
  const [made] = read
  const word = old?.kind ?? wanted
  if (!made || read.length !== 1 || made.kind !== word)
    return refuse('E921', old?.at ?? rule.name.at, { what: `one item \`${word}\``, reason: 'it is another' })
  if (old) {
    const edits = replaced(source, old.at, text, old.at)
    return isRefusal(edits) ? edits : { edits, meant: setIn(declarations, [at, 'items', index], made), dropped: [] }
  }
  return insertItem(source, frame, made, text)
}

/** Where the formatter would write it. */
export function insertItem(
  source: Source,
  { declaration: rule, index: at }: FrameSite & { readonly declaration: Rule },
  made: RuleItem,
  text: string,
  isShifted = false,
): Proposal {
  const body = ruleBody(source, rule)
  const place = rule.items.findIndex((one) => itemsInOrder([one, made])[0] !== one)
  const index = place === -1 ? rule.items.length : place
  const clean = brought(source, text)
  const put = isShifted ? clean : shifted(clean, indentOf(clean), indentIn(source, body)).trimStart()
  return {
    edits: putIn(source, body, index, put),
    meant: spliceIn(source.parsed.declarations, [at, 'items'], index, 0, made),
    dropped: [],
  }
}

export interface AddEvent {
  readonly kind: 'add event'
  readonly frame: string
  readonly index: number
  /** `event deploy where alert.name == "Deploy"` or `without …`. */
  readonly text: string
}
export interface DeleteEvent {
  readonly kind: 'delete event'
  readonly frame: string
  readonly index: number
}

export function changeEvents(source: Source, command: AddEvent | DeleteEvent): Proposal | Refusal {
  const frame = ruleAt(source, command.frame)
  if (isRefusal(frame)) return frame
  const { items, at } = frame.declaration
  const itemIndex = items.findIndex((item) => item.kind === 'on' && item.trigger.kind === 'sequence')
  const item = items[itemIndex]
  if (item?.kind !== 'on' || item.trigger.kind !== 'sequence')
    return refuse('E920', at, { what: 'trigger', id: 'on sequence' })
  const { events, at: whole } = item.trigger
  const list = [frame.index, 'items', itemIndex, 'trigger', 'events']
  const body: Body = {
    open: openOf(source, whole.start),
    close: whole.end - 1,
    items: events.map((event) => event.at),
    outer: indentAt(source, item.at.start),
  }
  if (command.kind === 'add event') {
    const clean = brought(source, command.text)
    const put = shifted(clean, indentOf(clean), indentIn(source, body)).trimStart()
    const made = readAs('events', put, whole)
    if (isRefusal(made)) return made
    const index = Math.max(0, Math.min(command.index, events.length))
    return {
      edits: putIn(source, body, index, put),
      meant: spliceIn(source.parsed.declarations, list, index, 0, ...(made as readonly unknown[])),
      dropped: [],
    }
  }
  const event = events[command.index]
  if (!event) return refuse('E920', whole, { what: 'event', id: String(command.index) })
  if (events.length === 1) return refuse('E925', whole, { step: 'sequence', what: 'event' })
  const extent = extentOf(source, event.at)
  return {
    edits: [takeOut(source, extent, body)],
    meant: spliceIn(source.parsed.declarations, list, command.index, 1),
    dropped: commentsIn(source, extent).map(({ text }) => text),
  }
}
