/** What the functions of `functions.ts` do. Total: an argument of the wrong type makes the result missing. */
import { DateTime, IANAZone } from 'luxon'
import { isList, isTyped, kindOf } from '../model/kind-of.ts'
import type { Time, Value } from '../model/value.ts'
import { valueText } from '../model/value-text.ts'
import { type FunctionName, isFunction } from './functions.ts'

type Given = readonly (Value | undefined)[]

/** @param now milliseconds since 1970 UTC, the time of the decision */
export const call = (name: string, args: Given, now: number): Value | undefined =>
  isFunction(name) ? meanings[name](args, now) : undefined

const meanings: { readonly [K in FunctionName]: (args: Given, now: number) => Value | undefined } = {
  age: ([at], now) => (isTime(at) ? { $: 'duration', ms: Math.max(0, now - at.ms) } : undefined),
  upper: ([value]) => mapText(value, (text) => text.toUpperCase()),
  lower: ([value]) => mapText(value, (text) => text.toLowerCase()),
  trim: ([value]) => mapText(value, (text) => text.trim()),
  default: ([value, other]) => (value === undefined || value === null || value === '' ? other : value),
  join: ([list, between = ', ']) =>
    list !== undefined && isList(list) ? list.map(valueText).join(valueText(between)) : undefined,
  count: ([value]) => size(value),
  len: ([value]) => size(value),
  first: ([list]) => (list !== undefined && isList(list) ? list[0] : undefined),
  last: ([list]) => (list !== undefined && isList(list) ? list.at(-1) : undefined),
  round: ([value, digits = 0]) => round(value, digits),
  truncate: ([value, limit]) => (typeof limit === 'number' ? mapText(value, (text) => cut(text, limit)) : undefined),
  date: ([at, zone = 'UTC']) => inZone(at, zone)?.toFormat('yyyy-MM-dd'),
  format: ([at, pattern, zone = 'UTC']) =>
    typeof pattern === 'string' ? inZone(at, zone)?.toFormat(pattern) : undefined,
}

const isTime = (value: Value | undefined): value is Time => value !== undefined && kindOf(value) === 'time'

/** Texts, and what reads as one word: a severity, a number, a handle. */
function mapText(value: Value | undefined, change: (text: string) => string): string | undefined {
  if (value === undefined || value === null || isList(value)) return undefined
  return kindOf(value) === 'map' ? undefined : change(valueText(value))
}

function size(value: Value | undefined): number | undefined {
  if (typeof value === 'string') return [...value].length
  if (value === undefined || value === null || typeof value !== 'object') return undefined
  if (isList(value)) return value.length
  return isTyped(value) ? undefined : Object.keys(value).length
}

function round(value: Value | undefined, digits: Value): Value | undefined {
  if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 0 || digits > 15) return undefined
  if (typeof value === 'number') return Number(value.toFixed(digits))
  if (value === undefined || !isTyped(value) || value.$ !== 'percent') return undefined
  return { $: 'percent', value: Number(value.value.toFixed(digits)) }
}

/** Counts characters, not UTF-16 units, so that no emoji is cut in two. */
function cut(text: string, limit: number): string {
  const characters = [...text]
  if (characters.length <= limit) return text
  return limit < 1 ? '' : `${characters.slice(0, Math.floor(limit) - 1).join('')}…`
}

function inZone(at: Value | undefined, zone: Value): DateTime | undefined {
  if (!isTime(at) || typeof zone !== 'string' || !(zone === 'UTC' || IANAZone.isValidZone(zone))) return undefined
  const local = DateTime.fromMillis(at.ms, { zone, locale: 'en' })
  return local.isValid ? local : undefined
}
