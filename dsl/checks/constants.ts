/** E217 and E218: members that a constant lacks, and what must be constant. */
import { isSeverity } from '../model/severity.ts'
import type { Path, RuleItem, Value } from '../syntax/ast.ts'
import { isRoot } from './names.ts'
import type { Check, Place } from './place.ts'

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
