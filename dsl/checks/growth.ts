/**
 * What constants, conditions and playbooks come to when every name in them stands for what it is made of. Thirty lines that
 * each name the one before twice are a billion clauses, so nothing may put names in place before this has measured them.
 */
import { isSeverity } from '../model/severity.ts'
import type { Condition, Const, Expr, Path, Playbook, Value } from '../syntax/ast.ts'
import { callsIn } from './calls.ts'
import { outerBlocks } from './endings.ts'
import type { Declared, FileSet } from './file-set.ts'
import { isRoot } from './names.ts'
import { partsFirst } from './parts-first.ts'

/** Far more than anyone writes by hand; json-rules-engine, which decides a share again, needs about 40 ms for so many. */
export const mostClauses = 1_000
/** Characters that names add to a constant; what is written out in the file itself is not counted. As `mostText`. */
export const mostNamed = 65_536
/** Levels of a tree, names in place: a statement alone has at most 100. */
export const deepestNames = 200
/** Playbooks that call one another in a row. */
export const deepestCalls = 100

export interface Growth {
  /** The same text for all that are made of each other; null where nothing is made of itself. */
  readonly circle: string | null
  /** Levels of the tree, or calls in a row. */
  readonly depth: number
  /** Of a condition. */
  readonly clauses: number
  /** Of a constant: about its characters as JSON. */
  readonly size: number
  /** Too much to put in place. */
  readonly excess: 'large' | 'deep' | null
  /** Nothing that it is made of is too much already. */
  readonly isFirst: boolean
}

type Growing = Const | Condition | Playbook
type Part = Declared & { readonly node: Growing }

const isPart = (one: Declared): one is Part =>
  one.node?.kind === 'const' || one.node?.kind === 'condition' || one.node?.kind === 'playbook'

/** Names that a tree reads, wherever they stand in it. */
function namesIn(node: unknown, into: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof node !== 'object' || node === null) return into
  if ('kind' in node && node.kind === 'ref' && 'name' in node) into.add(String(node.name))
  if ('kind' in node && node.kind === 'path' && 'segments' in node && Array.isArray(node.segments))
    into.add(String(node.segments[0]))
  for (const member of Object.values(node)) namesIn(member, into)
  return into
}

/** Told of one after the other, each when it is first asked for. */
export function growthIn(seen: FileSet['seen']): (declared: Declared) => Growth | null {
  const known = new Map<Declared, Growth>()
  const sizes = new Map<Value, number>()
  const named = (part: Part, name: string, kinds: readonly string[]): readonly Part[] =>
    isRoot(name) || isSeverity(name)
      ? []
      : seen(part.parsed, name).filter((one): one is Part => isPart(one) && kinds.includes(one.node.kind))
  const partsOf = (part: Part): readonly Part[] => {
    const { node } = part
    if (node.kind !== 'playbook')
      return [...namesIn(contentOf(node))].flatMap((name) => named(part, name, ['const', 'condition']))
    return outerBlocks(node)
      .flatMap(callsIn)
      .flatMap((name) => named(part, name, ['playbook']).slice(0, 1))
  }
  const settle = (circle: readonly Part[], isMadeOfItself: boolean): void => {
    const last = circle.at(-1)
    const name = isMadeOfItself && last ? `${last.parsed.file} ${last.keyword} ${last.name}` : null
    for (const part of circle) known.set(part, measure(part, name))
  }
  const measure = (part: Part, circle: string | null): Growth => {
    const growthOf = (kind: Growing['kind'], name: string): Growth | null => {
      const found = named(part, name, [kind])[0]
      return (found && known.get(found)) ?? null
    }
    const { node } = part
    const parts = partsOf(part).flatMap((one) => known.get(one) ?? [])
    const isFirst = parts.every((one) => one.excess === null)
    if (node.kind === 'playbook') {
      const depth = parts.reduce((deepest, one) => Math.max(deepest, one.depth + 1), 1)
      return { circle, depth, clauses: 0, size: 0, excess: excess(depth, deepestCalls, false), isFirst }
    }
    const depth = depthOf(contentOf(node), (name) =>
      Math.max(growthOf('const', name)?.depth ?? 0, growthOf('condition', name)?.depth ?? 0),
    )
    if (node.kind === 'condition') {
      const clauses = capped(clausesIn(node.expr, (name) => growthOf('condition', name)?.clauses ?? 1))
      return { circle, depth, clauses, size: 0, excess: excess(depth, deepestNames, clauses > mostClauses), isFirst }
    }
    const added: number[] = []
    const size = sizeOf(node.value, sizes, ({ segments: [name, ...members] }) => {
      const found = named(part, String(name), ['const'])[0]
      const of = found?.node.kind === 'const' ? (sizes.get(memberOf(found.node.value, members)) ?? 0) : null
      if (of !== null) added.push(of)
      return of
    })
    // Another name for a long list, and a member of it, add nothing.
    const byNames = added.reduce((sum, one) => sum + one, 0) - Math.max(0, ...added)
    return { circle, depth, clauses: 0, size, excess: excess(depth, deepestNames, byNames > mostNamed), isFirst }
  }
  return (declared) => {
    if (!isPart(declared)) return null
    partsFirst<Part>(declared, (part) => known.has(part), partsOf, settle)
    return known.get(declared) ?? null
  }
}

/** What doubles by each name is soon no number any more. */
const capped = (count: number): number => Math.min(count, 1e9)

const contentOf = (node: Const | Condition): Value | Expr => (node.kind === 'const' ? node.value : node.expr)

const excess = (depth: number, deepest: number, isLarge: boolean): Growth['excess'] =>
  depth > deepest ? 'deep' : isLarge ? 'large' : null

function depthOf(node: unknown, ofName: (name: string) => number): number {
  if (typeof node !== 'object' || node === null) return 0
  let deepest = 0
  for (const member of Object.values(node)) deepest = Math.max(deepest, depthOf(member, ofName))
  if (!('kind' in node)) return deepest
  if (node.kind === 'ref' && 'name' in node) return 1 + ofName(String(node.name))
  if (node.kind === 'path' && 'segments' in node && Array.isArray(node.segments))
    return 1 + ofName(String(node.segments[0]))
  return 1 + deepest
}

/** The clauses of a condition, with those of the conditions that it names and of what its windows count. */
export function clausesIn(node: Expr, ofName: (name: string) => number): number {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.reduce((sum, part) => sum + clausesIn(part, ofName), 0)
    case 'not':
    case 'paren':
      return clausesIn(node.of, ofName)
    case 'truth':
      return node.value.kind === 'ref' ? ofName(node.value.name) : 1
    case 'count':
    case 'distinct':
      return node.of ? clausesIn(node.of, ofName) : 1
    default:
      return 1
  }
}

/** What a node says of itself beside its members: its kind, and where it stands. */
const ofNode = 64

type Sizes = Map<Value, number>
/** What a name, or a member of what it names, comes to; null where it is no constant. */
type SizeOfName = (path: Pick<Path, 'segments'>) => number | null

function sizeOf(value: Value, sizes: Sizes, ofName: SizeOfName): number {
  const size = capped(measured(value, (inner) => sizeOf(inner, sizes, ofName), ofName))
  sizes.set(value, size)
  return size
}

function measured(value: Value, inner: (of: Value) => number, ofName: SizeOfName): number {
  const all = (values: readonly Value[]) => values.reduce((sum, one) => sum + inner(one), 0)
  switch (value.kind) {
    case 'text':
      return value.parts.reduce(
        (sum, part) =>
          part.kind === 'characters'
            ? sum + part.text.length
            : sum + ofNode + inner(part.value) + all(part.filters.flatMap(({ args }) => args)),
        2,
      )
    case 'ref':
      return ofName({ segments: [value.name] }) ?? ofNode
    case 'path':
      return ofName(value) ?? ofNode
    case 'call':
      return ofNode + all(value.args)
    case 'list':
      return 2 + value.items.length + all(value.items)
    case 'map':
      return value.entries.reduce((sum, entry) => sum + entry.key.length + 4 + inner(entry.value), 2)
    case 'sum':
      return ofNode + inner(value.left) + inner(value.right)
    default:
      return 8
  }
}

/** As far as the text itself leads; the whole of what a name stands for where it leads no further. */
function memberOf(value: Value, members: Path['segments']): Value {
  let reached = value
  for (const member of members) {
    const next =
      reached.kind === 'map'
        ? reached.entries.findLast((entry) => entry.key === member)?.value
        : reached.kind === 'list' && typeof member === 'number'
          ? reached.items[member]
          : undefined
    if (!next) return reached
    reached = next
  }
  return reached
}
