import { isObject } from '../../dsl/model/is-object.ts'
import { isWebUrl } from '../../dsl/model/web-url.ts'
import { limits } from './limits.ts'

/** Labels of any foreign form, all of them and uncut: scalars as text, the rest left out. */
export function readLabels(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  // Entries: `__proto__` is a name as any other here, and would set no member of an object.
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      name !== '' && ['string', 'number', 'boolean'].includes(typeof member) ? [[name, String(member)]] : [],
    ),
  )
}

/** The first of the values that is text with something in it, or a number as text. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return null
}

const earliest = Date.UTC(1970, 0, 2)
const latest = Date.UTC(2200, 0, 1)
/** Whether every database and page can hold the time; `0001-01-01` is how Go says "none". */
export const isStorableTime = (date: Date): boolean => date.getTime() >= earliest && date.getTime() < latest

/** An instant from RFC 3339 text, seconds or milliseconds since 1970; null for anything else. */
export function readTime(value: unknown): Date | null {
  let date: Date | null = null
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) date = new Date(value)
  if (typeof value === 'string' && /^\d{9,13}$/.test(value)) return readTime(Number(value))
  // Seconds stay below 1e11 until the year 5138; milliseconds passed it in 1973.
  if (typeof value === 'number') date = new Date(value < 1e11 ? value * 1000 : value)
  return date !== null && isStorableTime(date) ? date : null
}

/** When it ended; null where that is no time, or lies before its start: a wrong end is no reason to lose the alert (D72). */
export function readEnd(value: unknown, started: Date | null): Date | null {
  const ended = readTime(value)
  return ended !== null && started !== null && ended < started ? null : ended
}

/** A link for people: http or https, else null. */
export function readUrl(value: unknown): string | null {
  return typeof value === 'string' && value.length <= limits.url && isWebUrl(value) ? value : null
}
