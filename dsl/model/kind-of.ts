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
  if (typeof value !== 'object' || value === null || isList(value) || !Object.hasOwn(value, '$')) return false
  const { $, ...rest } = value as { readonly [key: string]: Value }
  const members = Object.entries(rest)
  const [only] = members
  if (members.length !== 1 || !only) return false
  const [name, member] = only
  switch ($) {
    case 'percent':
      return name === 'value' && typeof member === 'number'
    case 'duration':
    case 'time':
      return name === 'ms' && typeof member === 'number'
    case 'size':
      return name === 'bytes' && typeof member === 'number'
    case 'severity':
      return name === 'severity' && typeof member === 'string' && isSeverity(member)
    case 'handle':
      return name === 'name' && typeof member === 'string'
    default:
      return false
  }
}

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
