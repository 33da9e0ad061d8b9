/** E301 to E307: values that can't be compared, added or searched. */
import { isNull } from '../model/null-words.ts'
import { pathText } from '../model/path-text.ts'
import { severities } from '../model/severity.ts'
import type { Compare, ForEach, Matches, Membership, Sum, Text, Value } from '../syntax/ast.ts'
import { type Rewritten, withoutQuotes } from './as-written.ts'
import { textOf } from './file-set.ts'
import { severityMeantBy } from './foreign-severities.ts'
import { suggest } from './names.ts'
import type { Accept, Check, Place } from './place.ts'
import { comparable, isTextual, ordered, type Type, typeOf, typeOfSum } from './types.ts'

/** Statuses and the words of other systems that mean them (D13). */
const statuses = ['active', 'acknowledged', 'suppressed', 'resolved']
const foreign: Readonly<Record<string, string>> = {
  ...{ firing: 'active', open: 'active', triggered: 'active' },
  ...{ closed: 'resolved', ok: 'resolved', recovered: 'resolved' },
}

const isPlain = (value: Value): value is Text =>
  value.kind === 'text' && value.parts.every((part) => part.kind === 'characters')

/**
 * A text beside a severity or status must be one of its words (D97).
 * @param beside the other words of its list: one that stands there already is not proposed again
 */
function wordFits(value: Value, type: Type, accept: Accept, beside: readonly string[] = []) {
  if (!isPlain(value) || (type !== 'severity' && type !== 'status')) return
  const name = textOf(value.parts)
  const words = type === 'severity' ? severities : statuses
  if ((words as readonly string[]).includes(name)) return
  const meant = type === 'status' ? foreign[name.toLowerCase()] : severityMeantBy(name)
  const args = { name }
  if (meant && beside.includes(meant))
    accept({ id: type === 'status' ? 'E306/twice' : 'E305/twice', at: value.at, args: { ...args, meant } })
  else if (meant)
    accept({
      id: type === 'status' ? 'E306' : 'E305',
      at: value.at,
      args: { ...args, near: `"${meant}"` },
      fix: { edits: [{ at: value.at, text: `"${meant}"` }], safe: false },
    })
  else suggest(type === 'severity' ? 'E305' : 'E306', value.at, args, words, accept, (word) => `"${word}"`)
}

export const sidesCompare: Check<Compare> = (node, place, accept) => {
  const { left, right, op, opAt } = node
  const types = [typeOf(left, place), typeOf(right, place)] as const
  const none = [left, right].find((side) => isNothing(side, place))
  if (none) return neverNone(node, none, accept)
  if (left.kind !== 'list' && right.kind === 'list' && types[0] !== 'list' && (op === '==' || op === '!='))
    return neverAList(node, accept)
  if (!comparable(...types)) return mismatch(node, types, accept)
  const unordered = types.find((type) => !ordered(type))
  // A text beside a severity is a severity.
  const isWord = types.includes('severity') && unordered === 'text'
  if (op !== '==' && op !== '!=' && unordered && !isWord) {
    const asOrdered = withoutQuotes(left, ordered) ?? withoutQuotes(right, ordered)
    return accept({ id: 'E301/order', at: opAt, ...mended({ type: unordered, op }, asOrdered) })
  }
  wordFits(left, types[1], accept)
  wordFits(right, types[0], accept)
}

/** `none`, or a word for it of another language that is no name here. */
const isNothing = (value: Value, place: Place): boolean =>
  value.kind === 'ref' && isNull(value.name)
    ? !place.scope.knows(value.name) && place.files.seen(place.parsed, value.name).length === 0
    : typeOf(value, place) === 'none'

function neverNone({ at, left, right, op }: Compare, none: Value, accept: Accept) {
  const other = none === left ? right : left
  const name = none.kind === 'ref' ? none.name : 'none'
  if (other.kind !== 'path' || (op !== '==' && op !== '!=')) return accept({ id: 'E307', at, args: { name } })
  const path = pathText({ kind: 'path', root: 'names', segments: other.segments, at })
  const better = op === '!=' ? `has ${path}` : `not has ${path}`
  accept({ id: 'E307', at, args: { name, better }, fix: { edits: [{ at, text: better }], safe: true } })
}

/** `label.env == ["a", "b"]`, where membership is meant. */
function neverAList({ at, op, opAt }: Compare, accept: Accept) {
  const asked = { at: opAt, text: 'in' }
  const denied = [
    { at: { start: at.start, end: at.start }, text: 'not (' },
    asked,
    { at: { start: at.end, end: at.end }, text: ')' },
  ]
  const is = op === '=='
  const args = { op, better: is ? 'in' : 'not (… in …)' }
  accept({ id: 'E301/list', at: opAt, args, fix: { edits: is ? [asked] : denied, safe: true } })
}

function mismatch({ left, right, opAt }: Compare, types: readonly [Type, Type], accept: Accept) {
  const labels = [left.at, right.at]
  const bare = left.kind === 'number' ? left : right.kind === 'number' ? right : null
  const args = { left: types[0], right: types[1] }
  if (bare && types.includes('duration'))
    return accept({
      id: 'E301/unit',
      at: opAt,
      labels,
      args: { ...args, minutes: `${bare.value}m`, seconds: `${bare.value}s` },
      fix: { edits: [{ at: bare.at, text: `${bare.value}m` }], safe: false },
    })
  const time = types[0] === 'time' ? left : right
  if (types.includes('time') && types.includes('duration') && time.kind === 'path') {
    const edits = [
      { at: { start: time.at.start, end: time.at.start }, text: 'age(' },
      { at: { start: time.at.end, end: time.at.end }, text: ')' },
    ]
    const better = `age(${time.segments.join('.')})`
    return accept({ id: 'E301/age', at: opAt, labels, args: { ...args, better }, fix: { edits, safe: false } })
  }
  const typed =
    withoutQuotes(left, (type) => comparable(type, types[1])) ??
    withoutQuotes(right, (type) => comparable(type, types[0]))
  if (types.includes('severity') && !typed) return accept({ id: 'E301/severity', at: opAt, labels, args })
  accept({ id: 'E301', at: opAt, labels, ...mended(args, typed) })
}

/** The arguments of a fault, with the literal that was meant and the fix that writes it. */
const mended = (args: Readonly<Record<string, string>>, meant: Rewritten | null) =>
  meant === null ? { args } : { args: { ...args, better: meant.better }, fix: meant.fix }

export const sumAdds: Check<Sum> = (node, place, accept) => {
  const left = typeOf(node.left, place)
  const right = typeOf(node.right, place)
  if (typeOfSum(left, node.op, right) === null) accept({ id: 'E301/sum', at: node.at, args: { left, right } })
  else if (isLabel(node.left)) labelAdds(node, right, accept)
  else if (isLabel(node.right)) labelAdds(node, left, accept)
}

/** A label is a text: only comparisons and parameters read it as anything else (language reference, "Values"). */
function labelAdds({ op, at }: Sum, beside: Type, accept: Accept) {
  if (op === '+' && (beside === 'unknown' || isTextual(beside))) return
  const wanted = beside === 'duration' || beside === 'size' || beside === 'time' ? beside : 'number'
  accept({ id: 'W583', at, args: { op, wanted: wanted === 'time' ? 'duration' : wanted } })
}

const isText = (type: Type): boolean => type === 'unknown' || isTextual(type)

export const matchesText: Check<Matches> = (node, place, accept) => {
  const type = typeOf(node.left, place)
  if (!isText(type)) accept({ id: 'E301/text', at: node.left.at, args: { type, op: 'matches' } })
}

export const membershipFits: Check<Membership> = (node, place, accept) => {
  const left = typeOf(node.left, place)
  const right = typeOf(node.right, place)
  if (node.kind === 'in') {
    if (right !== 'list' && right !== 'unknown') return accept({ id: 'E302', at: node.right.at, args: { type: right } })
    if (node.right.kind === 'list') listFits(node.right.items, left, place, accept)
    return
  }
  const mayList = node.kind === 'contains' && left === 'list'
  if (!isText(left) && !mayList) accept({ id: 'E301/text', at: node.left.at, args: { type: left, op: node.kind } })
  else if (!mayList && right === 'list' && node.kind === 'contains') accept({ id: 'E301/texts', at: node.right.at })
  else if (!mayList && !isText(right))
    accept({ id: 'E301/text', at: node.right.at, args: { type: right, op: node.kind } })
}

function listFits(items: readonly Value[], wanted: Type, place: Place, accept: Accept) {
  const words = items.flatMap((item) => (isPlain(item) ? [textOf(item.parts)] : item.kind === 'ref' ? [item.name] : []))
  for (const item of items) {
    const type = typeOf(item, place)
    const typed = (meant: Type) => comparable(wanted, meant)
    if (!comparable(wanted, type)) {
      const args = { left: wanted, right: type }
      accept({ id: 'E301/item', at: item.at, ...mended(args, withoutQuotes(item, typed)) })
    } else wordFits(item, wanted, accept, words)
  }
}

export const loopsOverList: Check<ForEach> = (node, place, accept) => {
  const type = typeOf(node.list, place)
  if (isLabel(node.list)) return accept({ id: 'E302/label', at: node.list.at })
  if (type !== 'list' && type !== 'unknown') accept({ id: 'E302', at: node.list.at, args: { type } })
}

/** Labels arrive as texts, whatever they hold (language reference, "What conditions and texts may read"). */
const isLabel = (value: Value): boolean =>
  value.kind === 'path' && value.segments[0] === 'label' && value.segments.length === 2
