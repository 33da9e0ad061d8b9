/** One clause of a condition, or its opposite, as far as one can reason about it (D75). */
import { isSeverity, severityRank } from '../../model/severity.ts'
import type { Span } from '../../model/span.ts'
import type { Compare, CompareOp, Expr, Membership, Path, Value } from '../../syntax/ast.ts'
import type { ParsedFile } from '../../syntax/parsed-file.ts'
import { type FileSet, plainText } from '../file-set.ts'

/** What a clause asks of the value of one path. `unit` keeps apart what is read in different ways. */
export type Fact =
  | { readonly kind: 'has' }
  | { readonly kind: 'one of'; readonly texts: readonly string[] }
  | { readonly kind: 'other than'; readonly text: string }
  | { readonly kind: 'starts with' | 'ends with' | 'contains'; readonly text: string }
  | { readonly kind: 'number'; readonly unit: string; readonly op: CompareOp; readonly bound: number }
  | { readonly kind: 'severity'; readonly ranks: readonly number[] }

export interface Literal {
  readonly positive: boolean
  /** Clauses with the same key have the same truth at the same moment. */
  readonly key: string
  /** The field whose presence the clause needs to hold; null where that is not known. */
  readonly path: string | null
  readonly fact: Fact | null
  readonly at: Span
}
export type Leaf = Exclude<Expr, { readonly kind: 'and' | 'or' | 'not' | 'paren' }>

/** Where names are looked up, and whose `meta` is read. */
export interface Ground {
  readonly files: FileSet
  readonly parsed: ParsedFile
  readonly owner: string
}

const ofAlert = new Set(['alert', 'label', 'metadata'])
const perRule = new Set(['meta', 'incident', 'run', 'error', 'request', 'secret'])
const worded = new Set(['source', 'name', 'title', 'description', 'url', 'fingerprint', 'id', 'status'])
const allRanks = [0, 1, 2, 3, 4]

/** The same text for the same clause, wherever it stands. */
function keyOf(leaf: Leaf, ground: Ground): string {
  // Counts have a memory of their own.
  if (leaf.kind === 'count' || leaf.kind === 'distinct')
    return `#${ground.owner} ${ground.parsed.file} ${leaf.at.start}`
  let isOwn = false
  const text = JSON.stringify(leaf, (name, member: unknown) => {
    if (name === 'at' || name === 'opAt' || name === 'patternAt' || name === 'keyAt' || name === 'doc') return undefined
    if (name === 'segments' && Array.isArray(member) && perRule.has(String(member[0]))) isOwn = true
    return member
  })
  return isOwn ? `${ground.owner} ${text}` : text
}

/** A constant in place of its name. */
export function folded(value: Value, { files, parsed }: Ground, depth = 0): Value {
  if (value.kind !== 'ref' || isSeverity(value.name) || depth > 10) return value
  const found = files.seen(parsed, value.name).find((one) => one.node?.kind === 'const')
  return found?.node?.kind === 'const'
    ? folded(found.node.value, { files, parsed: found.parsed, owner: '' }, depth + 1)
    : value
}

/** As conditions compare it. */
const textIn = (value: Value): string | null => plainText(value)?.normalize('NFC') ?? null

const isSeverityPath = (path: Path): boolean =>
  path.segments.length === 2 && path.segments.join('.') === 'alert.severity'
/** Paths whose value is one text, or is read as one beside a text. */
const isWorded = ({ segments: [root, field] }: Path): boolean =>
  root === 'label' || root === 'metadata' || (root === 'alert' && worded.has(String(field)))
const isMeasured = ({ segments: [root, field] }: Path): boolean =>
  root === 'label' || root === 'metadata' || (root === 'alert' && (field === 'value' || field === 'count'))

const flips: Readonly<Record<CompareOp, CompareOp>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

export function holds(op: CompareOp, left: number, right: number): boolean {
  switch (op) {
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
  }
}

function severityOf(value: Value, path: Path): number | null {
  const name = value.kind === 'ref' ? value.name : isSeverityPath(path) ? textIn(value) : null
  return name !== null && isSeverity(name) ? severityRank(name) : null
}

function numberOf(value: Value): { readonly unit: string; readonly bound: number } | null {
  switch (value.kind) {
    case 'number':
    case 'percent':
      return { unit: value.kind, bound: value.value }
    case 'duration':
      return { unit: value.kind, bound: value.ms }
    case 'size':
      return { unit: value.kind, bound: value.bytes }
    default:
      return null
  }
}

function factOfCompare(path: Path, op: CompareOp, right: Value): Fact | null {
  const rank = severityOf(right, path)
  if (rank !== null) return { kind: 'severity', ranks: allRanks.filter((one) => holds(op, one, rank)) }
  const text = textIn(right)
  if (text !== null && isWorded(path))
    return op === '==' ? { kind: 'one of', texts: [text] } : op === '!=' ? { kind: 'other than', text } : null
  const number = numberOf(right)
  return number && Number.isFinite(number.bound) && isMeasured(path) ? { kind: 'number', op, ...number } : null
}

function factOfMembership({ kind }: Membership, path: Path, right: Value, ground: Ground): Fact | null {
  if (kind !== 'in') {
    const text = textIn(right)
    return text !== null && isWorded(path) ? { kind, text } : null
  }
  if (right.kind !== 'list') return null
  const items = right.items.map((item) => folded(item, ground))
  const ranks = items.map((item) => severityOf(item, path))
  if (items.length > 0 && ranks.every((rank) => rank !== null)) return { kind: 'severity', ranks: ranks as number[] }
  const texts = items.map(textIn)
  return isWorded(path) && texts.every((text) => text !== null) ? { kind: 'one of', texts: texts as string[] } : null
}

/** The path that a clause needs, and what it asks of it. */
function read(leaf: Leaf, ground: Ground): { readonly path: Path; readonly fact: Fact | null } | null {
  switch (leaf.kind) {
    case 'has':
      return { path: leaf.path, fact: { kind: 'has' } }
    case 'compare':
      return readCompare(leaf, ground)
    case 'contains':
    case 'starts with':
    case 'ends with':
    case 'in':
      return leaf.left.kind === 'path'
        ? { path: leaf.left, fact: factOfMembership(leaf, leaf.left, folded(leaf.right, ground), ground) }
        : null
    case 'matches':
      return leaf.left.kind === 'path' ? { path: leaf.left, fact: null } : null
    case 'truth':
      return leaf.value.kind === 'path' ? { path: leaf.value, fact: null } : null
    default:
      return null
  }
}

function readCompare({ left, op, right }: Compare, ground: Ground) {
  if (left.kind === 'path') return { path: left, fact: factOfCompare(left, op, folded(right, ground)) }
  return right.kind === 'path' ? { path: right, fact: factOfCompare(right, flips[op], folded(left, ground)) } : null
}

export function literalOf(leaf: Leaf, positive: boolean, ground: Ground): Literal {
  const found = read(leaf, ground)
  const isAlerts = found !== null && ofAlert.has(String(found.path.segments[0]))
  const literal: Literal = {
    positive,
    key: keyOf(leaf, ground),
    path: isAlerts ? JSON.stringify(found.path.segments) : null,
    fact: isAlerts ? found.fact : null,
    at: leaf.at,
  }
  // Every alert has a severity, so "not high" says which it may have.
  if (positive || literal.fact?.kind !== 'severity' || !found || !isSeverityPath(found.path)) return literal
  const { ranks } = literal.fact
  return {
    ...literal,
    positive: true,
    key: `not ${literal.key}`,
    fact: { kind: 'severity', ranks: allRanks.filter((rank) => !ranks.includes(rank)) },
  }
}
