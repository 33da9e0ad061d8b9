/** E312, W580, W581: conditions that have the same answer for every alert, because of what stands in them. */
import { pathText } from '../model/path-text.ts'
import { isSeverity } from '../model/severity.ts'
import { through } from '../model/span.ts'
import type { Compare, Expr, Logic, Matches, Membership, Path, Truth, Value } from '../syntax/ast.ts'
import { fieldMeantBy } from './field-meant.ts'
import { plainText } from './file-set.ts'
import type { Accept, Check, Place } from './place.ts'
import { typeOf } from './types.ts'

const written = ({ segments, at }: Path): string => pathText({ kind: 'path', root: 'names', segments, at })

/** The word of a bare severity; null where the condition is no such word. */
const wordOf = (node: Expr | undefined): string | null =>
  node?.kind === 'truth' && node.value.kind === 'ref' && isSeverity(node.value.name) ? node.value.name : null

/** A bare path or name holds only when it is `true`: what is always of another type never does. */
export const truthMayHold: Check<Truth> = ({ value, at }, place, accept) => {
  if (value.kind === 'path' && isLabel(value)) return labelIsNoTruth(value, accept)
  const type = typeOf(value, place)
  if (type === 'unknown' || type === 'boolean' || type === 'none') return
  const name = value.kind === 'ref' ? value.name : written(value)
  if (value.kind === 'path' || !isSeverity(name)) return accept({ id: 'E312', at, args: { name, type } })
  const better = `alert.severity == ${name}`
  accept({ id: 'E312/severity', at, args: { name, better }, fix: { edits: [{ at, text: better }], safe: false } })
}

const isLabel = ({ segments }: Path): boolean => segments.length === 2 && segments[0] === 'label'

/** Labels are texts, whatever they hold; metadata may be JSON's `true`. */
function labelIsNoTruth(path: Path, accept: Accept) {
  const { at } = path
  const name = written(path)
  accept({ id: 'W581', at, args: { name }, fix: { edits: [{ at, text: `has ${name}` }], safe: false } })
}

/** `alert.severity == critical or high`, where `high` is no condition. */
export const wordsAreCompared: Check<Logic> = ({ kind, parts }, _place, accept) => {
  const next = parts.findIndex((part, index) => kind === 'or' && index > 0 && wordOf(firstOf(part)) !== null)
  const first = firstOf(parts[next])
  const name = wordOf(first)
  if (!first || name === null) return
  const before = lastOf(parts[next - 1])
  const head = before?.kind === 'compare' && before.op === '==' && before.left.kind === 'path' ? before : null
  const compared = head && severityOf(head.right)
  if (head?.left.kind !== 'path' || compared === null) return accept({ id: 'E312/part', at: first.at, args: { name } })
  // Words that are parts by themselves go on with the list; one that begins an `and` ends it.
  const follow = parts.slice(next)
  const other = follow.findIndex((part) => wordOf(part) === null)
  const meant = follow
    .slice(0, other < 0 ? follow.length : other + 1)
    .map(firstOf)
    .filter((one) => wordOf(one) !== null)
  const words = [compared, ...meant.map(wordOf)].join(', ')
  const better = `${written(head.left)} in [${words}]`
  const at = through(head.at, meant.at(-1)?.at ?? first.at)
  accept({
    id: 'E312/listed',
    at: first.at,
    args: { name, better },
    fix: { edits: [{ at, text: better }], safe: false },
  })
}

const firstOf = (node: Expr | undefined): Expr | undefined => (node?.kind === 'and' ? firstOf(node.parts[0]) : node)
const lastOf = (node: Expr | undefined): Expr | undefined => (node?.kind === 'and' ? lastOf(node.parts.at(-1)) : node)

function severityOf(value: Value): string | null {
  const word = value.kind === 'ref' ? value.name : plainText(value)
  return word !== null && isSeverity(word) ? word : null
}

/** Written out where it stands. A `const` is not: it may be a switch. */
function isFixed(value: Value): boolean {
  switch (value.kind) {
    case 'text':
      return plainText(value) !== null
    case 'ref':
      return isSeverity(value.name)
    case 'list':
      return value.items.every(isFixed)
    case 'path':
    case 'call':
    case 'sum':
    case 'map':
      return false
    default:
      return true
  }
}

/** `"alertname" == "X"`: text in quotes is itself, not a field of that name. */
export const sidesMayDiffer: Check<Compare | Membership> = ({ left, right, at }, _place, accept) => {
  if (isFixed(left) && isFixed(right)) sameForAll(left, at, accept)
}

export const textMayDiffer: Check<Matches> = ({ left, at }, _place, accept) => {
  if (isFixed(left)) sameForAll(left, at, accept)
}

const asName = /^[a-z_]\w*$/iu

function sameForAll(left: Value, at: Place['statement'], accept: Accept) {
  const name = plainText(left)
  if (name === null || !asName.test(name)) return accept({ id: 'W580', at })
  const better = fieldMeantBy(name)
  const fix = { edits: [{ at: left.at, text: better }], safe: false }
  accept({ id: 'W580/field', at, args: { name, better }, fix })
}
