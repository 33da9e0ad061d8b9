import type { Json } from '../../dsl/model/value.ts'
import { limits } from './limits.ts'

/** Text that no database takes: NUL, and surrogates without their other half, become U+FFFD. */
export const cleanText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/**
 * A foreign payload made fit to store: texts cleaned, `__proto__` and its like left out, numbers that JSON cannot write
 * turned to null.
 * @throws {RangeError} when it is nested deeper than `limits.depth`
 */
export function cleanJson(value: unknown, depth = 1): Json {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  if (depth > limits.depth) throw new RangeError(`nested deeper than ${limits.depth} levels`)
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, depth + 1))
  const copy: Record<string, Json> = {}
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue
    copy[cleanText(key)] = cleanJson(member, depth + 1)
  }
  return copy
}
