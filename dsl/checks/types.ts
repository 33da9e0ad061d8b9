/** What kind of value an expression is, as far as the text alone tells. */
import { own } from '../model/own.ts'
import { isParamType, type ParamType } from '../model/param-types.ts'
import { isSeverity } from '../model/severity.ts'
import type { Declaration, Path, Value } from '../syntax/ast.ts'
import type { FileSet } from './file-set.ts'
import { type Maker, makersIn } from './makers.ts'
import { alertFieldOf, membersOfItem } from './members.ts'
import type { Place } from './place.ts'

export type Type =
  | 'text'
  | 'number'
  | 'percent'
  | 'duration'
  | 'size'
  | 'time'
  | 'severity'
  | 'status'
  | 'boolean'
  | 'none'
  | 'list'
  | 'map'
  | 'handle'
  /** `alert.value`: number, percent, duration or size. */
  | 'measured'
  /** Labels and the like: read as what they are compared with. */
  | 'unknown'

const ofAlert: Readonly<Record<string, Type>> = {
  ...{ id: 'text', source: 'text', name: 'text', title: 'text', description: 'text', url: 'text', fingerprint: 'text' },
  ...{ severity: 'severity', status: 'status', tags: 'list', value: 'measured', count: 'number' },
  ...{ started_at: 'time', ended_at: 'time', received_at: 'time' },
} as const
const ofIncident: Readonly<Record<string, Type>> = { id: 'text', count: 'number', alerts: 'list', url: 'text' }
const ofFunction: Readonly<Record<string, Type>> = {
  ...{ age: 'duration', upper: 'text', lower: 'text', trim: 'text', join: 'text', truncate: 'text' },
  ...{ date: 'text', format: 'text', count: 'number', len: 'number' },
} as const

function typeOfPath({ segments: [root, field, ...more] }: Path): Type | null {
  if (more.length > 0 || typeof field !== 'string') return null
  if (root === 'alert') return own(ofAlert, field) ?? null
  if (root === 'incident') return own(ofIncident, field) ?? null
  return null
}

/** Of an alert by another name. Its texts are read as what they are compared with, as all that is not under `alert`. */
function typeOfMember(path: Path, place: Place): Type {
  const field = alertFieldOf(path, place)
  const type = (field !== null && own(ofAlert, field)) || 'unknown'
  return type === 'text' ? 'unknown' : type
}

export function typeOf(value: Value, place: Place, depth = 0): Type {
  switch (value.kind) {
    case 'date':
    case 'datetime':
      return 'time'
    case 'path':
      return typeOfPath(value) ?? typeOfMember(value, place)
    case 'call':
      return ofFunction[value.name.text] ?? 'unknown'
    case 'sum':
      return typeOfSum(typeOf(value.left, place, depth), value.op, typeOf(value.right, place, depth)) ?? 'unknown'
    case 'ref': {
      if (isSeverity(value.name)) return 'severity'
      if (depth > 10) return 'unknown'
      if (place.scope.knows(value.name)) return typeOfName(value.name, place)
      const found = place.files.seen(place.parsed, value.name).find((one) => one.node?.kind === 'const')?.node
      return found?.kind === 'const' ? typeOf(found.value, place, depth + 1) : 'unknown'
    }
    default:
      return value.kind
  }
}

const ofParam: Readonly<Record<ParamType, Type>> = {
  ...{ string: 'text', number: 'number', percent: 'percent', duration: 'duration', size: 'size', time: 'time' },
  ...{ severity: 'severity', list: 'list', map: 'map', bool: 'boolean' },
} as const

/** Types of names, by the rule set that was looked at and the rule or playbook that brings them. */
const known = new WeakMap<FileSet, Map<Declaration, Map<string, Type>>>()

/**
 * Of a variable or parameter, by everything that sets it. One that holds a text is read as what it is compared with, as is
 * what somebody sent, so nothing is known of it.
 */
function typeOfName(name: string, place: Place): Type {
  const { files, declaration } = place
  const ofFiles = known.get(files) ?? new Map<Declaration, Map<string, Type>>()
  known.set(files, ofFiles)
  const types = ofFiles.get(declaration) ?? new Map<string, Type>()
  ofFiles.set(declaration, types)
  const before = types.get(name)
  if (before) return before
  // What is set from itself says nothing while it is being asked.
  types.set(name, 'unknown')
  const type = typeOfMakers(makersIn(declaration).get(name) ?? [], place)
  types.set(name, type === 'text' ? 'unknown' : type)
  return types.get(name) ?? 'unknown'
}

/** The type on which all of them agree; `none` agrees with each. */
export function typeOfMakers(makers: readonly Maker[], place: Place): Type {
  const all = new Set(makers.map((maker) => typeOfMaker(maker, place)))
  all.delete('none')
  const [first = 'unknown'] = all
  return all.size === 1 ? first : 'unknown'
}

function typeOfMaker(maker: Maker, place: Place): Type {
  if (maker.kind === 'set') return typeOf(maker.value, place)
  if (maker.kind === 'event') return 'map'
  if (maker.kind === 'item') return typeOfItem(maker.list, place)
  return maker.kind === 'param' && isParamType(maker.type) ? ofParam[maker.type] : 'unknown'
}

function typeOfItem(list: Value, place: Place): Type {
  if (membersOfItem(list) !== null) return 'map'
  const types = new Set(list.kind === 'list' ? list.items.map((item) => typeOf(item, place)) : [])
  const [first = 'unknown'] = types
  return types.size === 1 && first !== 'none' ? first : 'unknown'
}

/** A text, or one of the words that are texts beside a text. */
export const isTextual = (type: Type): boolean => type === 'text' || type === 'severity' || type === 'status'

const self = new Set<Type>(['number', 'duration', 'size'])

/** Type of a sum (D96), null where there is none. */
export function typeOfSum(left: Type, op: '+' | '-', right: Type): Type | null {
  if (left === 'unknown' || right === 'unknown' || left === 'measured' || right === 'measured') return 'unknown'
  if (left === right && self.has(left)) return left
  if (left === 'time' && right === 'duration') return 'time'
  if (left === 'duration' && right === 'time' && op === '+') return 'time'
  return op === '+' && isTextual(left) && isTextual(right) ? 'text' : null
}

const measures = new Set<Type>(['number', 'percent', 'duration', 'size', 'measured'])

/** Whether two types can be compared at all. */
export function comparable(left: Type, right: Type): boolean {
  if (left === right || left === 'unknown' || right === 'unknown') return true
  if (left === 'measured' || right === 'measured') return measures.has(left) && measures.has(right)
  const pair = new Set([left, right])
  return pair.has('text') && (pair.has('severity') || pair.has('status'))
}

export const ordered = (type: Type): boolean =>
  type === 'unknown' || type === 'severity' || type === 'time' || measures.has(type)
