/** The one conversion of the language: what was sent is read as the type of the constant beside it (language.md 0). */
import { isList, isTyped, kindName, kindOf, type ValueKind } from '../model/kind-of.ts'
import { readDuration, readNumber, readPercent, readSize, readTime } from '../model/read-text.ts'
import { isSeverity } from '../model/severity.ts'
import type { Value } from '../model/value.ts'
import type { Origin } from './origin.ts'

/**
 * `value`, read so that it can be compared with `like`; undefined where it can't be. Two values of one type are compared
 * as they are.
 * @param origin of `value`
 * @param likeOrigin of `like`
 */
export function readAs(value: Value, origin: Origin, like: Value, likeOrigin: Origin): Value | undefined {
  const kind = kindOf(value)
  const wanted = kindOf(like)
  if (kind === wanted) return value
  // `alert.severity == "critical"`: one of the five words is a severity (D97).
  if (origin === 'constant')
    return wanted === 'severity' && typeof value === 'string' && isSeverity(value)
      ? { $: 'severity', severity: value }
      : undefined
  if (likeOrigin !== 'constant') return undefined
  // A bare number that was measured means the percent (D95).
  if (wanted === 'percent' && typeof value === 'number') return { $: 'percent', value }
  if (origin !== 'untyped') return undefined
  if (wanted === 'text') return wordOf(value)
  return typeof value === 'string' ? readText(value, wanted) : undefined
}

function readText(text: string, wanted: ValueKind): Value | undefined {
  switch (wanted) {
    case 'number':
      return readNumber(text) ?? undefined
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'percent': {
      const value = readPercent(text)
      return value === null ? undefined : { $: 'percent', value }
    }
    case 'duration':
    case 'time': {
      const ms = wanted === 'time' ? readTime(text) : readDuration(text)
      return ms === null ? undefined : { $: wanted, ms }
    }
    case 'size': {
      const bytes = readSize(text)
      return bytes === null ? undefined : { $: 'size', bytes }
    }
    case 'severity':
      return isSeverity(text) ? { $: 'severity', severity: text } : undefined
    case 'handle':
      return text === '' ? undefined : { $: 'handle', name: text.replace(/^@/, '') }
    default:
      return undefined
  }
}

/** What reads as one word of text: JSON's numbers and truth values, severities. */
export function wordOf(value: Value): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value !== null && !isList(value) && isTyped(value) && value.$ === 'severity' ? value.severity : undefined
}

/** Why a value can't be read so, for people; null where it can. */
export function whyUnreadable(value: Value, origin: Origin, like: Value, likeOrigin: Origin): string | null {
  if (readAs(value, origin, like, likeOrigin) !== undefined) return null
  const kind = kindOf(value)
  const wanted = kindOf(like)
  const unitless = (wanted === 'duration' || wanted === 'size') && typeof wordOf(value) === 'string'
  if (unitless && readNumber(wordOf(value) ?? '') !== null)
    return `${JSON.stringify(value)} has no unit, so it can't be read as ${kindName[wanted]}`
  if (kind === 'text' && likeOrigin === 'constant' && origin === 'untyped')
    return `${JSON.stringify(value)} can't be read as ${kindName[wanted]}`
  return `${kindName[kind]} can't be compared with ${kindName[wanted]}`
}
