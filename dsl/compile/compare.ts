/**
 * The comparisons of the language over values. Two-valued: with a missing, null or unreadable operand each of them is
 * false, `!=` included (D93). `evaluate.ts`, the closures of the hot path and the operators of json-rules-engine all
 * call these, so the three can only differ in how they walk a condition (D21).
 */
import type { CompareOp } from '../model/expression.ts'
import { isList, isTyped } from '../model/kind-of.ts'
import { severityRank } from '../model/severity.ts'
import type { Typed, Value } from '../model/value.ts'
import type { Origins } from './origin.ts'
import { readAs, wordOf } from './read-as.ts'
import { regex } from './regex.ts'

type Given = Value | undefined

const flipped = (origins: Origins): Origins => ({ left: origins.right, right: origins.left })

export function compare(op: CompareOp, left: Given, right: Given, origins: Origins): boolean {
  if (left === undefined || left === null || right === undefined || right === null) return false
  if (typeof left === 'string' && typeof right === 'string')
    return op === '==' ? sameText(left, right) : op === '!=' && !sameText(left, right)
  const a = readAs(left, origins.left, right, origins.right)
  const b = readAs(right, origins.right, left, origins.left)
  // Either one was read as the other's type, or both have the same one.
  if (a !== undefined) return decide(op, a, right)
  return b !== undefined && decide(op, left, b)
}

function decide(op: CompareOp, a: Value, b: Value): boolean {
  if (op === '==') return same(a, b)
  if (op === '!=') return !same(a, b)
  const left = magnitude(a)
  const right = magnitude(b)
  if (left === undefined || right === undefined) return false
  switch (op) {
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '<':
      return left < right
    case '<=':
      return left <= right
  }
}

/** By which values of one type are ordered; undefined for types without an order: texts, truth values, lists. */
export function magnitude(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || isList(value) || !isTyped(value)) return undefined
  return magnitudes[value.$](value as never)
}

const magnitudes: { readonly [K in Typed['$']]: (value: Extract<Typed, { $: K }>) => number | undefined } = {
  percent: ({ value }) => value,
  duration: ({ ms }) => ms,
  time: ({ ms }) => ms,
  size: ({ bytes }) => bytes,
  severity: ({ severity }) => severityRank(severity),
  handle: () => undefined,
}

/** Equality of two values of one type; lists in order, maps by member, texts by NFC. */
function same(a: Value, b: Value): boolean {
  if (typeof a === 'string') return typeof b === 'string' && sameText(a, b)
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => same(item, b[index] ?? null))
  if (isList(b)) return false
  const left = Object.entries(a)
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, member]) => Object.hasOwn(b, key) && same(member, (b as Record<string, Value>)[key] ?? null))
  )
}

const beyondAscii = /[^\0-\x7f]/

/** NFC; a text of ASCII only is in it already, and most are. */
export const nfc = (text: string): string => (beyondAscii.test(text) ? text.normalize('NFC') : text)

/** Case counts, the way accents are composed does not (D94). */
export const sameText = (a: string, b: string): boolean => a === b || nfc(a) === nfc(b)

/** The text an operand stands for: sent numbers and truth values are read as theirs. */
const textOf = (value: Given, origin: Origins['left']): string | undefined =>
  typeof value === 'string' ? value : value === undefined || origin !== 'untyped' ? undefined : wordOf(value)

/** A text holds a piece; a list holds an item that is equal. */
export function contains(left: Given, right: Given, origins: Origins): boolean {
  if (left === undefined || left === null || right === undefined || right === null) return false
  if (isList(left)) return left.some((item) => compare('==', item, right, origins))
  return texts(left, right, origins, (text, piece) => text.includes(piece))
}

export const startsWith = (left: Given, right: Given, origins: Origins): boolean =>
  texts(left, right, origins, (text, piece) => text.startsWith(piece))

export const endsWith = (left: Given, right: Given, origins: Origins): boolean =>
  texts(left, right, origins, (text, piece) => text.endsWith(piece))

function texts(left: Given, right: Given, origins: Origins, test: (text: string, piece: string) => boolean): boolean {
  const text = textOf(left, origins.left)
  const piece = textOf(right, origins.right)
  return text !== undefined && piece !== undefined && test(nfc(text), nfc(piece))
}

/** Some item of the list on the right is equal. */
export const isIn = (left: Given, right: Given, origins: Origins): boolean =>
  contains(right, left, flipped(origins)) && isListed(right)

const isListed = (value: Given): boolean => value !== undefined && isList(value)

/** Unanchored RE2 search (D94). A pattern that RE2 does not take matches nothing; checks refuse it before. */
export function matches(left: Given, pattern: string, flags: string, origin: Origins['left']): boolean {
  const text = textOf(left, origin)
  return text !== undefined && (regex(pattern, flags)?.test(nfc(text)) ?? false)
}

/** Present and not null (D93); an empty text is present. */
export const has = (value: Given): boolean => value !== undefined && value !== null

/** A bare path or name holds when it is the boolean true. */
export const isTrue = (value: Given): boolean => value === true
