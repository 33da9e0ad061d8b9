/** Entries of a map (`with`, `meta`) and arguments of a call: set, added, taken away. */
import { setIn, spliceIn } from '../graph/keys.ts'
import type { Keys } from '../graph/model.ts'
import { metaOf } from '../graph/to-graph.ts'
import type { Span } from '../model/span.ts'
import type { Declaration, MapEntry } from '../syntax/ast.ts'
import { frameAt, keysIn, stepAt } from './address.ts'
import { type Edit, isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { partEnd, setClause } from './clauses.ts'
import { readAs } from './fragments.ts'
import { openOf, setItem } from './items.ts'
import { inLine, lifted, replaced } from './replace.ts'
import { commentsIn, contentBefore, contentFrom, endOf, hasBreak, indentAt, type Source } from './source.ts'
import { takeOut } from './statements.ts'

export interface SetEntry {
  readonly kind: 'set entry'
  readonly frame: string
  /** The step whose `with` or arguments are meant; null: `meta` of the rule or playbook. */
  readonly step: string | null
  readonly key: string
  /** Null takes the entry away. */
  readonly value: string | null
}

/** Where entries stand. */
interface Entries {
  readonly entries: readonly MapEntry[]
  /** Inside of the brackets. */
  readonly inside: Span
  /** The statement around them. */
  readonly statement: Span
  /** To the list of entries. */
  readonly keys: Keys
  /** Arguments are always parted by commas. */
  readonly commas: boolean
}

const keyText = (key: string): string => (/^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(key) ? key : JSON.stringify(key))

export function setEntry(source: Source, command: SetEntry): Proposal | Refusal {
  const { key, value } = command
  const place = command.step === null ? metaPlace(source, command) : stepPlace(source, command, command.step)
  if (isRefusal(place)) return place
  if (!('entries' in place)) return place
  const declarations = source.parsed.declarations
  const index = place.entries.findIndex((entry) => entry.key === key)
  const old = place.entries[index]
  if (value === null) {
    if (!old) return { edits: [], meant: declarations, dropped: [] }
    return { edits: without(source, old, place), meant: spliceIn(declarations, place.keys, index, 1), dropped: [] }
  }
  if (old) {
    const alone = readAs('value', value, place.statement)
    if (isRefusal(alone)) return alone
    const edits = replaced(source, old.value.at, value, place.statement)
    if (isRefusal(edits)) return edits
    return { edits, meant: setIn(declarations, [...place.keys, index, 'value'], alone), dropped: [] }
  }
  const made = oneEntry(key, value, place.statement)
  if (isRefusal(made)) return made
  const edits = added(source, `${keyText(key)}: ${value}`, place)
  if (isRefusal(edits)) return edits
  return { edits, meant: spliceIn(declarations, place.keys, place.entries.length, 0, made), dropped: [] }
}

function oneEntry(key: string, value: string, at: Span): MapEntry | Refusal {
  const alone = readAs('value', value, at)
  if (isRefusal(alone)) return alone
  const read = readAs('entry', `${keyText(key)}: ${value}`, at)
  if (isRefusal(read)) return read
  const [entry] = read
  return entry && read.length === 1 && entry.key === key
    ? entry
    : refuse('E921', at, { what: 'an entry', reason: `\`${key}\` can not be a key` })
}

function stepPlace(source: Source, command: SetEntry, id: string): Entries | Proposal | Refusal {
  const found = stepAt(source, command.frame, id)
  if (isRefusal(found)) return found
  const { step } = found
  const keys = keysIn(found.frame, found.keys)
  if (step.kind === 'call step') {
    const inside = { start: openOf(source, step.name.at.end, '('), end: partEnd(source, step, 0) - 1 }
    return { entries: step.args, inside, statement: step.at, keys: [...keys, 'args'], commas: true }
  }
  const index = step.clauses.findIndex((clause) => clause.kind === 'with')
  const clause = step.clauses[index]
  if (clause?.kind === 'with')
    return {
      ...inMap(clause.map),
      statement: step.at,
      keys: [...keys, 'clauses', index, 'map', 'entries'],
      commas: false,
    }
  const { frame, key, value } = command
  if (value === null) return { edits: [], meant: source.parsed.declarations, dropped: [] }
  return setClause(source, {
    kind: 'set clause',
    frame,
    step: id,
    clause: 'with',
    text: `with { ${keyText(key)}: ${value} }`,
  })
}

function metaPlace(source: Source, { frame: frameName, key, value }: SetEntry): Entries | Proposal | Refusal {
  const frame = frameAt(source, frameName)
  if (isRefusal(frame)) return frame
  const { declaration } = frame
  const meta = metaOf(declaration)
  if (meta) {
    const own: Keys =
      declaration.kind === 'playbook'
        ? ['meta', 'entries']
        : ['items', declaration.items.findIndex(({ kind }) => kind === 'meta'), 'map', 'entries']
    const item = declaration.kind === 'rule' ? declaration.items.find(({ kind }) => kind === 'meta') : null
    return { ...inMap(meta), statement: item?.at ?? declaration.at, keys: keysIn(frame, own), commas: false }
  }
  const declarations = source.parsed.declarations
  if (value === null) return { edits: [], meant: declarations, dropped: [] }
  const text = `meta { ${keyText(key)}: ${value} }`
  if (declaration.kind === 'rule') return setItem(source, { kind: 'set item', frame: frameName, item: 'meta', text })
  return playbookMeta(source, frame.index, declaration, text)
}

function playbookMeta(source: Source, index: number, { block, at }: Declaration & { kind: 'playbook' }, text: string) {
  const items = readAs('items', text, at)
  if (isRefusal(items)) return items
  const [item] = items
  if (item?.kind !== 'meta' || items.length !== 1)
    return refuse('E921', at, { what: 'an entry', reason: 'it is something else' })
  let bracket = contentBefore(source, block.at.start)
  while (bracket?.comment) bracket = contentBefore(source, bracket.start)
  const anchor = bracket?.end ?? block.at.start
  const put = inLine(source, text, anchor, at)
  if (isRefusal(put)) return put
  const edits = [{ at: { start: anchor, end: anchor }, text: ` ${put}` }]
  return { edits, meant: setIn(source.parsed.declarations, [index, 'meta'], item.map), dropped: [] }
}

const inMap = ({ entries, at }: { readonly entries: readonly MapEntry[]; readonly at: Span }) => ({
  entries,
  inside: { start: at.start + 1, end: at.end - 1 },
})

function added(
  source: Source,
  text: string,
  { entries, inside, statement, commas }: Entries,
): readonly Edit[] | Refusal {
  const last = entries.at(-1)
  const put = inLine(source, text, (last?.at ?? inside).start, statement)
  if (isRefusal(put)) return put
  const outer = indentAt(source, inside.end)
  if (!last) {
    const comments = commentsIn(source, inside)
    if (comments.length === 0) return [{ at: inside, text: commas ? put : ` ${put} ` }]
    const from = comments.at(-1)?.end ?? inside.end
    const line = source.lineEnd + outer
    return [{ at: { start: from, end: inside.end }, text: line + source.unit + put + line }]
  }
  const next = contentFrom(source, last.at.end)
  const comma = next?.text === ',' ? next : null
  const joint: readonly Edit[] = comma || !commas ? [] : [{ at: { start: last.at.end, end: last.at.end }, text: ',' }]
  const isOwnLine = hasBreak(source, contentBefore(source, last.at.start)?.end ?? 0, last.at.start)
  const anchor = comma?.end ?? last.at.end
  if (!isOwnLine) return [{ at: { start: anchor, end: anchor }, text: comma ? ` ${put}` : `, ${put}` }]
  const end = endOf(source, anchor)
  return [...joint, { at: { start: end, end }, text: source.lineEnd + indentAt(source, last.at.start) + put }]
}

/** With the comma that parted it from the next, or, of the last, from the one before. */
function without(source: Source, entry: MapEntry, { inside, statement }: Entries): readonly Edit[] {
  const word = (step: 'before' | 'behind') => {
    const next = (at: number) => (step === 'before' ? contentBefore(source, at) : contentFrom(source, at))
    let found = next(step === 'before' ? entry.at.start : entry.at.end)
    while (found?.comment) found = next(step === 'before' ? found.start : found.end)
    return found?.text === ',' ? found : null
  }
  const behind = word('behind')
  const before = behind ? null : word('before')
  const at = { start: before?.start ?? entry.at.start, end: behind?.end ?? entry.at.end }
  const next = contentFrom(source, at.end)
  // A comment behind the entry speaks of it, and goes where comments of what is gone go.
  const last = next?.comment && !hasBreak(source, at.end, next.start) ? next.end : at.end
  const whole = { start: at.start, end: last }
  return [
    ...lifted(
      source,
      statement,
      commentsIn(source, whole).map(({ text }) => text),
    ),
    takeOut(source, whole, { open: inside.start, close: inside.end }),
  ]
}
