import { isSeverity } from './severity.ts'
import type { Typed, Value } from './value.ts'

export type ValueKind = 'null' | 'text' | 'number' | 'boolean' | Typed['$'] | 'list' | 'map'

/**
 * The type of a value. An object counts as typed only in its exact shape, because senders put any JSON into metadata:
 * `{ "$": "duration" }` is a map.
 */
export function kindOf(value: Value): ValueKind {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (isList(value)) return 'list'
  return isTyped(value) ? value.$ : 'map'
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

export function isTyped(value: Value): value is Typed {
  if (typeof value !== 'object' || value === null || isList(value)) return false
  // On the hot path of every comparison: no copies of the members.
  const members = value as { readonly [key: string]: Value }
  switch (members.$) {
    case 'percent':
      return typeof members.value === 'number' && hasTwo(members)
    case 'duration':
    case 'time':
      return typeof members.ms === 'number' && hasTwo(members)
    case 'size':
      return typeof members.bytes === 'number' && hasTwo(members)
    case 'severity':
      return typeof members.severity === 'string' && isSeverity(members.severity) && hasTwo(members)
    case 'handle':
      return typeof members.name === 'string' && hasTwo(members)
    default:
      return false
  }
}

const hasTwo = (members: object): boolean => Object.keys(members).length === 2

/** How a type is called in messages. */
export const kindName: Readonly<Record<ValueKind, string>> = {
  null: 'none',
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  percent: 'a percent',
  duration: 'a duration',
  size: 'a size',
  time: 'a time',
  severity: 'a severity',
  handle: 'a handle',
  list: 'a list',
  map: 'a map',
}
