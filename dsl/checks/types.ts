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
function typeOfMember(path: Path, set: InSet): Type {
  const field = alertFieldOf(path, set)
  const type = (field !== null && own(ofAlert, field)) || 'unknown'
  return type === 'text' ? 'unknown' : type
}

/** What a name of the rule or playbook around holds; undefined where it brings none of that name. */
type TypeOfName = (name: string) => Type | undefined

export const typeOf = (value: Value, place: Place): Type =>
  typeIn(value, place, (name) => typesIn(place).read.get(name))

function typeIn(value: Value, set: InSet, typeOfName: TypeOfName, depth = 0): Type {
  switch (value.kind) {
    case 'date':
    case 'datetime':
      return 'time'
    case 'path':
      return typeOfPath(value) ?? typeOfMember(value, set)
    case 'call':
      return ofFunction[value.name.text] ?? 'unknown'
    case 'sum': {
      const [left, right] = [value.left, value.right].map((side) => typeIn(side, set, typeOfName, depth))
      return typeOfSum(left ?? 'unknown', value.op, right ?? 'unknown') ?? 'unknown'
    }
    case 'ref': {
      if (isSeverity(value.name)) return 'severity'
      if (depth > 10) return 'unknown'
      const local = typeOfName(value.name)
      if (local) return local
      const found = set.files.seen(set.parsed, value.name).find((one) => one.node?.kind === 'const')?.node
      return found?.kind === 'const' ? typeIn(found.value, set, typeOfName, depth + 1) : 'unknown'
    }
    default:
      return value.kind
  }
}

const ofParam: Readonly<Record<ParamType, Type>> = {
  ...{ string: 'text', number: 'number', percent: 'percent', duration: 'duration', size: 'size', time: 'time' },
  ...{ severity: 'severity', list: 'list', map: 'map', bool: 'boolean' },
} as const

export const typeOfParam = (type: ParamType): Type => ofParam[type]

/** The rule set in which constants are looked up, and the rule or playbook that brings the names. */
type InSet = Pick<Place, 'files' | 'parsed' | 'declaration'>

interface Types {
  /** By the first that brings a name and is not `none`: what it may be set to (D113). */
  readonly first: ReadonlyMap<string, Type>
  /** What a name holds wherever it is read. */
  readonly read: ReadonlyMap<string, Type>
}

const known = new WeakMap<FileSet, WeakMap<Declaration, Types>>()

function typesIn(set: InSet): Types {
  const ofSet = known.get(set.files) ?? new WeakMap<Declaration, Types>()
  known.set(set.files, ofSet)
  const before = ofSet.get(set.declaration)
  if (before) return before
  const first = firstTypes(set)
  const types = { first, read: readTypes(first, set) }
  ofSet.set(set.declaration, types)
  return types
}

/** The type to which the first that brings a variable or parameter binds it. */
export const firstTypeOf = (name: string, place: Place): Type => typesIn(place).first.get(name) ?? 'unknown'

function firstTypes(set: InSet): ReadonlyMap<string, Type> {
  const types = new Map<string, Type>()
  // What is brought further below says nothing yet.
  const above: TypeOfName = (name) => types.get(name) ?? (makersIn(set.declaration).has(name) ? 'unknown' : undefined)
  for (const [name, makers] of makersIn(set.declaration)) {
    const all = makers.values().map((maker) => typeOfMaker(maker, set, above))
    types.set(name, all.find((type) => type !== 'none') ?? 'unknown')
  }
  return types
}

/**
 * The first type, where everything that sets the name keeps to it, given that all other names do. A text is read as what it is
 * compared with, as is what somebody sent, so nothing is known of it.
 */
function readTypes(first: ReadonlyMap<string, Type>, set: InSet): ReadonlyMap<string, Type> {
  const types = new Map([...first].map(([name, type]) => [name, type === 'text' ? 'unknown' : type]))
  /** Names that are brought from each: asked again when its type is lost, so that a chain costs no pass for each link. */
  const madeOf = new Map<string, Set<string>>()
  const makers = makersIn(set.declaration)
  const pending = [...makers.keys()]
  for (const name of pending) {
    const wanted = types.get(name) ?? 'unknown'
    const typeOfPart: TypeOfName = (part) => {
      madeOf.set(part, (madeOf.get(part) ?? new Set()).add(name))
      return types.get(part)
    }
    const keeps = (maker: Maker) => ['none', wanted].includes(typeOfMaker(maker, set, typeOfPart))
    if (wanted === 'unknown' || makers.get(name)?.every(keeps)) continue
    types.set(name, 'unknown')
    pending.push(...(madeOf.get(name) ?? []))
  }
  return types
}

/** The type on which all of them agree; `none` agrees with each. */
export function typeOfMakers(makers: readonly Maker[], set: InSet): Type {
  const all = new Set(makers.map((maker) => typeOfMaker(maker, set, (name) => typesIn(set).read.get(name))))
  all.delete('none')
  const [first = 'unknown'] = all
  return all.size === 1 ? first : 'unknown'
}

function typeOfMaker(maker: Maker, set: InSet, typeOfName: TypeOfName): Type {
  if (maker.kind === 'set') return typeIn(maker.value, set, typeOfName)
  if (maker.kind === 'event') return 'map'
  if (maker.kind === 'item') return typeOfItem(maker.list, set, typeOfName)
  return maker.kind === 'param' && isParamType(maker.type) ? ofParam[maker.type] : 'unknown'
}

function typeOfItem(list: Value, set: InSet, typeOfName: TypeOfName): Type {
  if (membersOfItem(list) !== null) return 'map'
  const types = new Set(list.kind === 'list' ? list.items.map((item) => typeIn(item, set, typeOfName)) : [])
  const [first = 'unknown'] = types
  return types.size === 1 && first !== 'none' ? first : 'unknown'
}

/** A text, or one of the words that are texts beside a text. */
export const isTextual = (type: Type): boolean => type === 'text' || type === 'severity' || type === 'status'

const self = new Set<Type>(['number', 'duration', 'size'])

const addable = new Set<Type>([...self, 'measured', 'time'])

/** A severity is a value of its own: it is a text beside one only where they are compared. */
const joins = new Set<Type>(['text', 'status'])

/** Type of a sum (D96), null where there is none. */
export function typeOfSum(left: Type, op: '+' | '-', right: Type): Type | null {
  if (left === 'unknown' || right === 'unknown') return 'unknown'
  if (left === 'measured' || right === 'measured')
    // What was measured is a number, a duration or a size, or it adds up with nothing.
    return addable.has(left) && addable.has(right) ? 'unknown' : null
  if (left === right && self.has(left)) return left
  if (left === 'time' && right === 'duration') return 'time'
  if (left === 'duration' && right === 'time' && op === '+') return 'time'
  return op === '+' && joins.has(left) && joins.has(right) ? 'text' : null
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
