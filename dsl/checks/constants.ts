/** E216 to E218: constants and conditions made of themselves, members that a constant lacks, and what must be constant. */
import { isSeverity } from '../model/severity.ts'
import type { Condition, Const, Path, RuleItem, Value } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { isRoot } from './names.ts'
import type { Check, Place } from './place.ts'

type Named = (Const | Condition) & { readonly kind: 'const' | 'condition' }

/** Names that a tree reads, wherever they stand in it. */
function namesIn(node: unknown, into: Set<string> = new Set()): Set<string> {
  if (typeof node !== 'object' || node === null) return into
  if ('kind' in node && node.kind === 'ref' && 'name' in node) into.add(String(node.name))
  if ('kind' in node && node.kind === 'path' && 'segments' in node && Array.isArray(node.segments))
    into.add(String(node.segments[0]))
  for (const member of Object.values(node)) namesIn(member, into)
  return into
}

function readBy(node: Named, parsed: ParsedFile, place: Place): readonly (readonly [Named, ParsedFile])[] {
  const names = namesIn(node.kind === 'const' ? node.value : node.expr)
  return [...names].flatMap((name) => {
    if (isRoot(name) || isSeverity(name)) return []
    return place.files
      .seen(parsed, name)
      .flatMap((one) =>
        one.node?.kind === 'const' || one.node?.kind === 'condition' ? [[one.node, one.parsed] as const] : [],
      )
  })
}

export const isNotItsOwnPart: Check<Const | Condition> = (node, place, accept) => {
  const reached = new Set<Named>()
  const open: (readonly [Named, ParsedFile])[] = [[node, place.parsed]]
  for (const [one, parsed] of open)
    for (const [next, file] of readBy(one, parsed, place)) {
      if (next === node)
        return accept({ id: 'E216', at: node.name.at, args: { what: node.kind, name: node.name.text } })
      if (!reached.has(next)) {
        reached.add(next)
        open.push([next, file])
      }
    }
}

const constantNamed = (name: string, place: Place): Value | null => {
  const found = place.files.seen(place.parsed, name).find((one) => one.node?.kind === 'const')?.node
  return found?.kind === 'const' ? found.value : null
}

/** A member that a chain of maps has; null where the text tells nothing. */
export const memberIsThere: Check<Path> = (node, place, accept) => {
  const [root, ...rest] = node.segments
  if (typeof root !== 'string' || isRoot(root) || place.scope.knows(root)) return
  let value = constantNamed(root, place)
  for (const segment of rest) {
    if (value === null || value.kind === 'ref' || value.kind === 'path') return
    const next: Value | undefined =
      value.kind === 'map'
        ? value.entries.findLast((entry) => entry.key === segment)?.value
        : value.kind === 'list' && typeof segment === 'number'
          ? value.items[segment]
          : undefined
    if (!next) return accept({ id: 'E218', at: node.at, args: { name: root, member: String(segment) } })
    value = next
  }
}

function isConstant(value: Value, place: Place, depth = 0): boolean {
  switch (value.kind) {
    case 'text':
      return value.parts.every((part) => part.kind === 'characters')
    case 'list':
      return value.items.every((item) => isConstant(item, place, depth))
    case 'map':
      return value.entries.every((entry) => isConstant(entry.value, place, depth))
    case 'ref': {
      const named = constantNamed(value.name, place)
      return isSeverity(value.name) || depth > 20 || (named !== null && isConstant(named, place, depth + 1))
    }
    case 'path':
      return constantNamed(String(value.segments[0]), place) !== null
    case 'call':
    case 'sum':
      return false
    default:
      return true
  }
}

export const metaIsConstant: Check<RuleItem & { readonly kind: 'meta' }> = (node, place, accept) => {
  for (const { key, value } of node.map.entries)
    if (!isConstant(value, place)) accept({ id: 'E217', at: value.at, args: { name: key } })
}
