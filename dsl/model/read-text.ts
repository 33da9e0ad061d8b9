/**
 * Reading of text that sources send (labels, annotations, metadata) as the types of the language (D95, D96). Each answers
 * null for a text that is not wholly of the type; a number without a unit is no duration and no size, but for 0.
 */
import type { Measured } from './value.ts'

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`
const numberOnly = new RegExp(`^${number}$`)
const percentOnly = new RegExp(`^(${number})\\s*%$`)
const sizeOnly = new RegExp(`^(${number})\\s*([kKMGTPE]i?B?|B)$`)

/** `5`, `-0.5`, `1e6`. No `Infinity`, `NaN`, hexadecimal or thousands separators. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim()
  if (!numberOnly.test(trimmed)) return null
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : null
}

/** `95.2%`, `95.2 %` and the bare `95.2`, because monitoring sends 95.2 for 95.2 %. */
export function readPercent(text: string): number | null {
  const [, marked] = percentOnly.exec(text.trim()) ?? []
  return readNumber(marked ?? text)
}

/** What one of each unit of time lasts; d = 24 h, w = 7 d (D96). */
export const millisecondsOf: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}
const durationOnly = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)\s*(?:ms|s|m|h|d|w)\s*)+$/
const durationPart = /(\d+\.?\d*|\.\d+)\s*(ms|s|m|h|d|w)/g

/** Milliseconds of `90s`, `1h30m`, `1.5h`, `-2m`; units ms, s, m, h, d (24 h), w (7 d). */
export function readDuration(text: string): number | null {
  const trimmed = text.trim()
  if (readNumber(trimmed) === 0) return 0
  if (!durationOnly.test(trimmed)) return null
  let total = 0
  for (const [, amount, unit] of trimmed.matchAll(durationPart))
    total += Number(amount) * (millisecondsOf[unit ?? ''] ?? Number.NaN)
  if (!Number.isFinite(total)) return null
  return trimmed.startsWith('-') ? -total : total
}

const prefixes = 'kMGTPE'

/** Bytes of `20GB` (decimal), `20GiB` and `20Gi` (binary), `512B`. `20G` is neither surely, so it is not read. */
export function readSize(text: string): number | null {
  const trimmed = text.trim()
  if (readNumber(trimmed) === 0) return 0
  const [, amount, unit] = sizeOnly.exec(trimmed) ?? []
  if (amount === undefined || unit === undefined) return null
  if (unit === 'B') return readNumber(amount)
  const binary = unit[1] === 'i'
  if (!binary && !unit.endsWith('B')) return null
  const power = prefixes.indexOf(unit[0] === 'K' ? 'k' : (unit[0] ?? '')) + 1
  const bytes = Number(amount) * (binary ? 1024 : 1000) ** power
  return Number.isFinite(bytes) ? bytes : null
}

const instantOnly = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/

/** Milliseconds since 1970 of an ISO 8601 date or date and time; UTC where it names no offset. */
export function readTime(text: string): number | null {
  const [, day, clock = '00:00', offset = 'Z'] = instantOnly.exec(text.trim()) ?? []
  if (day === undefined) return null
  const at = Date.parse(`${day}T${clock}${offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`)
  // Date.parse rolls 30 February over into March; a date that does not exist is not read.
  if (Number.isNaN(at) || new Date(Date.parse(`${day}T00:00Z`)).toISOString().slice(0, 10) !== day) return null
  return at
}

/** The measured value in a text, as adapters meet it: a number, percent, duration or size (D42). */
export function readMeasured(text: string): Measured | null {
  const plain = readNumber(text)
  if (plain !== null) return plain
  const percent = readPercent(text)
  if (percent !== null) return { $: 'percent', value: percent }
  const ms = readDuration(text)
  if (ms !== null) return { $: 'duration', ms }
  const bytes = readSize(text)
  return bytes === null ? null : { $: 'size', bytes }
}
