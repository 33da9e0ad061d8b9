/** The condition builder: rows added, taken away, negated, written anew. Brackets are added where the meaning needs them. */
import { getIn, setIn, spliceIn } from '../graph/keys.ts'
import type { Keys } from '../graph/model.ts'
import type { Span } from '../model/span.ts'
import type { Expr } from '../syntax/ast.ts'
import { type Edit, isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { fieldAt } from './fields.ts'
import { readAs } from './fragments.ts'
import { cut, inLine, replaced } from './replace.ts'
import { contentBefore, contentFrom, endOf, hasBreak, indentAt, type Source } from './source.ts'

export interface EditCondition {
  readonly kind: 'edit condition'
  readonly frame: string
  /** Null: the header. */
  readonly node: string | null
  readonly field: string
  /** From the whole condition to a part: the index among the parts of `and` or `or`; 0 into `not`, brackets and `of`. */
  readonly path: readonly number[]
  readonly change:
    | { readonly kind: 'replace'; readonly text: string }
    /** A row behind the part. */
    | { readonly kind: 'add'; readonly join: 'and' | 'or'; readonly text: string }
    | { readonly kind: 'remove' }
    /** Puts `not` before the part, or takes it away. */
    | { readonly kind: 'negate' }
    | { readonly kind: 'operand'; readonly side: 'left' | 'right'; readonly text: string }
    | { readonly kind: 'operator'; readonly op: string }
}

/** How tightly a condition binds; what stands deeper in the grammar has more. */
function levelOf(expr: Expr): number {
  if (expr.kind === 'or') return 0
  if (expr.kind === 'and') return 1
  return expr.kind === 'not' && !expr.sugar ? 2 : 3
}
/** What a part of such a condition has to have at least. */
const needOf = (around: Expr | null): number =>
  around?.kind === 'and' || (around?.kind === 'not' && !around.sugar) ? 2 : around?.kind === 'or' ? 1 : 0

interface Part {
  readonly expr: Expr
  /** From the declarations. */
  readonly keys: Keys
  readonly around: Expr | null
  readonly index: number
}

function partAt(root: Expr, keys: Keys, path: readonly number[]): Part | null {
  let part: Part = { expr: root, keys, around: null, index: 0 }
  for (const index of path) {
    const { expr } = part
    const own: Keys | null =
      expr.kind === 'and' || expr.kind === 'or'
        ? ['parts', index]
        : expr.kind === 'not' || expr.kind === 'paren' || expr.kind === 'count' || expr.kind === 'distinct'
          ? ['of']
          : null
    const inner = own && (getIn(expr, own) as Expr | null | undefined)
    if (!own || !inner) return null
    part = { expr: inner, keys: [...part.keys, ...own], around: expr, index }
  }
  return part
}

export function editCondition(source: Source, command: EditCondition): Proposal | Refusal {
  const place = fieldAt(source, command.frame, command.node, command.field)
  if (isRefusal(place)) return place
  const { field } = place
  const rootKeys = [place.frame.index, ...place.keys, ...field.keys]
  if (field.type !== 'condition') return refuse('E920', field.at, { what: 'condition', id: field.name })
  const part = partAt(getIn(source.parsed.declarations, rootKeys) as Expr, rootKeys, command.path)
  if (!part) return refuse('E920', field.value, { what: 'part of the condition', id: command.path.join('.') })
  const { change } = command
  switch (change.kind) {
    case 'replace':
      return replace(source, part, change.text, place.at)
    case 'add':
      return add(source, part, change.join, change.text, place.at)
    case 'remove':
      return remove(source, part, place.at)
    case 'negate':
      return negate(source, part, place.at)
    case 'operand':
      return operand(source, part, change.side, change.text, place.at)
    case 'operator': {
      const { expr } = part
      const ops = ['==', '!=', '>=', '<=', '>', '<']
      if (expr.kind !== 'compare')
        return refuse('E927', expr.at, { node: expr.kind, field: 'operator', fields: 'none' })
      if (!ops.includes(change.op))
        return refuse('E921', expr.opAt, { what: 'a comparison', reason: `it is one of ${ops.join(' ')}` })
      return {
        edits: [{ at: expr.opAt, text: change.op }],
        meant: setIn(source.parsed.declarations, [...part.keys, 'op'], change.op),
        dropped: [],
      }
    }
  }
}

const inBrackets = (expr: Expr): Expr => ({ kind: 'paren', of: expr, at: expr.at })

/** A row that was brought, with brackets where it binds too loosely. */
function row(text: string, need: number, at: Span): { readonly expr: Expr; readonly text: string } | Refusal {
  const expr = readAs('condition', text, at)
  if (isRefusal(expr)) return expr
  return levelOf(expr) < need ? { expr: inBrackets(expr), text: `(${text.trim()})` } : { expr, text: text.trim() }
}

function replace(source: Source, { expr, keys, around }: Part, text: string, statement: Span): Proposal | Refusal {
  // A row of the same kind as what is around it would melt into it.
  const need = around?.kind === 'or' ? 1 : needOf(around)
  const made = row(text, need, expr.at)
  if (isRefusal(made)) return made
  const edits = replaced(source, expr.at, made.text, statement)
  return isRefusal(edits) ? edits : { edits, meant: setIn(source.parsed.declarations, keys, made.expr), dropped: [] }
}

const insertion = (at: number, text: string): Edit => ({ at: { start: at, end: at }, text })

function add(source: Source, part: Part, join: 'and' | 'or', text: string, statement: Span): Proposal | Refusal {
  const { expr, keys, around, index } = part
  const need = join === 'and' ? 2 : 1
  const made = row(text, need, expr.at)
  if (isRefusal(made)) return made
  const put = inLine(source, made.text, expr.at.end, statement)
  if (isRefusal(put)) return put
  const { declarations } = source.parsed
  const isList = around?.kind === join
  const logic = isList ? around : expr.kind === join ? expr : null
  if (logic && (logic.kind === 'and' || logic.kind === 'or')) {
    const second = logic.parts[1]
    const list = isList ? keys.slice(0, -1) : [...keys, 'parts']
    const at = isList ? index + 1 : logic.parts.length
    const before = logic.parts[at - 1] ?? expr
    const joiner = second && contentBeforeWord(source, second.at.start)
    const isOwnLine = joiner ? startsLine(source, joiner.start) : false
    const anchor = isOwnLine ? endOf(source, before.at.end) : before.at.end
    const gap = isOwnLine && joiner ? source.lineEnd + indentAt(source, joiner.start) : ' '
    return {
      edits: [insertion(anchor, `${gap}${join} ${put}`)],
      meant: spliceIn(declarations, list, at, 0, made.expr),
      dropped: [],
    }
  }
  const isLoose = levelOf(expr) < need
  const left = isLoose ? inBrackets(expr) : expr
  const both: Expr = { kind: join, parts: [left, made.expr], at: expr.at }
  const isWrapped = levelOf(both) < needOf(around)
  const open = (isWrapped ? '(' : '') + (isLoose ? '(' : '')
  const close = `${isLoose ? ')' : ''} ${join} ${put}${isWrapped ? ')' : ''}`
  return {
    edits: [...(open === '' ? [] : [insertion(expr.at.start, open)]), insertion(expr.at.end, close)],
    meant: setIn(declarations, keys, isWrapped ? inBrackets(both) : both),
    dropped: [],
  }
}

function contentBeforeWord(source: Source, offset: number) {
  let before = contentBefore(source, offset)
  while (before?.comment) before = contentBefore(source, before.start)
  return before
}
const startsLine = (source: Source, offset: number): boolean => {
  const before = contentBefore(source, offset)
  return before === null || hasBreak(source, before.end, offset)
}

function remove(source: Source, { expr, keys, around, index }: Part, statement: Span): Proposal | Refusal {
  if (around?.kind !== 'and' && around?.kind !== 'or')
    return refuse('E925', expr.at, { step: 'condition', what: 'row' })
  const { declarations } = source.parsed
  const first = index === 0
  const next = around.parts[1]
  const joiner = contentBeforeWord(source, first ? (next?.at.start ?? 0) : expr.at.start)
  const at = first
    ? { start: expr.at.start, end: joiner?.end ?? expr.at.end }
    : { start: joiner?.start ?? expr.at.start, end: expr.at.end }
  const own = keys.slice(0, -2)
  const other = around.parts[first ? 1 : 0]
  return {
    edits: cut(source, at, statement),
    meant:
      around.parts.length === 2 ? setIn(declarations, own, other) : spliceIn(declarations, [...own, 'parts'], index, 1),
    dropped: [],
  }
}

function negate(source: Source, { expr, keys }: Part, statement: Span): Proposal | Refusal {
  const { declarations } = source.parsed
  if (expr.kind === 'not' && !expr.sugar) {
    const word = contentFrom(source, expr.at.start)
    const at = { start: expr.at.start, end: word?.end ?? expr.at.start }
    return { edits: cut(source, at, statement), meant: setIn(declarations, keys, expr.of), dropped: [] }
  }
  const isLoose = levelOf(expr) < 2
  const not: Expr = { kind: 'not', of: isLoose ? inBrackets(expr) : expr, sugar: false, at: expr.at }
  return {
    edits: [insertion(expr.at.start, isLoose ? 'not (' : 'not '), ...(isLoose ? [insertion(expr.at.end, ')')] : [])],
    meant: setIn(declarations, keys, not),
    dropped: [],
  }
}

function operand(
  source: Source,
  { expr, keys }: Part,
  side: 'left' | 'right',
  text: string,
  statement: Span,
): Proposal | Refusal {
  const sides = side in expr ? (expr as Expr & Readonly<Record<'left' | 'right', { readonly at: Span }>>) : null
  if (!sides)
    return refuse('E927', expr.at, { node: expr.kind, field: side, fields: 'left' in expr ? '`left`' : 'none' })
  const made = readAs('value', text, sides[side].at)
  if (isRefusal(made)) return made
  const edits = replaced(source, sides[side].at, text, statement)
  return isRefusal(edits)
    ? edits
    : { edits, meant: setIn(source.parsed.declarations, [...keys, side], made), dropped: [] }
}
