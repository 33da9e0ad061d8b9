/** Rules, playbooks and whatever else stands at the top level: put in, taken away, put elsewhere. */
import { spliceIn } from '../graph/keys.ts'
import { type Edit, isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { readDeclarations } from './fragments.ts'
import { brought } from './replace.ts'
import { indentOf, shifted } from './shift.ts'
import { commentsIn, contentBefore, contentFrom, endOf, extentOf, hasBreak, type Source } from './source.ts'
import { takeOut } from './statements.ts'

/** Indexes count the declarations of the file that read, as in the graph. */
export interface InsertDeclaration {
  readonly kind: 'insert declaration'
  readonly index: number
  readonly text: string
}
export interface DeleteDeclaration {
  readonly kind: 'delete declaration'
  readonly index: number
}
export interface MoveDeclaration {
  readonly kind: 'move declaration'
  readonly index: number
  /** Before the one that has this index now. */
  readonly to: number
}

const topLevel = { open: -1, close: null }

export function changeDeclarations(
  source: Source,
  command: InsertDeclaration | DeleteDeclaration | MoveDeclaration,
): Proposal | Refusal {
  const { declarations } = source.parsed
  if (command.kind === 'insert declaration') {
    const clean = brought(source, command.text)
    const text = shifted(clean, indentOf(clean), '').trimStart()
    const made = readDeclarations(text, { start: 0, end: 0 })
    if (isRefusal(made)) return made
    const index = Math.max(0, Math.min(command.index, declarations.length))
    return { edits: putAt(source, index, text), meant: spliceIn(declarations, [], index, 0, ...made), dropped: [] }
  }
  const { index } = command
  const found = declarations[index]
  if (!found) return refuse('E920', { start: 0, end: 0 }, { what: 'declaration', id: String(index) })
  const extent = extentOf(source, found.at)
  const out = takeOut(source, extent, topLevel)
  const without = spliceIn(declarations, [], index, 1)
  if (command.kind === 'delete declaration')
    return { edits: [out], meant: without, dropped: commentsIn(source, extent).map(({ text }) => text) }
  const to = Math.max(0, Math.min(command.to, declarations.length))
  if (to === index || to === index + 1) return { edits: [], meant: declarations, dropped: [] }
  return {
    edits: [out, ...putAt(source, to, source.text.slice(extent.start, extent.end))],
    meant: spliceIn(without, [], to > index ? to - 1 : to, 0, found),
    dropped: [],
  }
}

/** A free line above, and one below where something follows. */
function putAt(source: Source, index: number, text: string): readonly Edit[] {
  const { contents, lineEnd, parsed } = source
  const free = lineEnd + lineEnd
  const before = parsed.declarations[index - 1]
  const first = parsed.declarations[0]
  if (!before && first) {
    const { start } = extentOf(source, first.at)
    const above = contentBefore(source, start)
    const isBegun = above !== null && !hasBreak(source, above.end, start)
    return [{ at: { start, end: start }, text: (isBegun ? free : '') + text + free }]
  }
  const last = contents.at(-1)
  const anchor = before ? extentOf(source, before.at).end : last ? endOf(source, last.end) : source.text.length
  const next = contentFrom(source, anchor)
  const isAlone = next === null || hasBreak(source, anchor, next.start)
  const above = anchor === 0 || (!before && !last) ? '' : free
  const below = next === null && source.text.length === anchor && above === '' ? lineEnd : isAlone ? '' : free
  return [{ at: { start: anchor, end: anchor }, text: above + text + below }]
}
