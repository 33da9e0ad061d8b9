import type { Measured } from '../../dsl/model/value.ts'

const bytesOf = new Map(
  ['B', 'kB', 'MB', 'GB', 'TB']
    .map((unit, power) => [unit, 1000 ** power] as const)
    .concat(
      ['KiB', 'MiB', 'GiB', 'TiB'].map((unit, power) => [unit, 1024 ** (power + 1)] as const),
      ['Ki', 'Mi', 'Gi', 'Ti'].map((unit, power) => [unit, 1024 ** (power + 1)] as const),
    ),
)
const msOf = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
])
const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`
const oneValue = new RegExp(`^(${number})\\s*(%|[A-Za-z]*)$`)

/**
 * Reads a number with or without unit: `95.2 %`, `20Gi`, `250ms`, `1h30m`, `-3e2` (D42, D95, D96).
 * @returns null for any other text, NaN and infinities among them
 */
export function readMeasured(text: string): Measured | null {
  const trimmed = text.trim()
  if (trimmed.length > 64) return null
  const [, digits, unit] = oneValue.exec(trimmed) ?? []
  if (digits === undefined || unit === undefined) return readLongDuration(trimmed)
  const value = Number(digits)
  if (!Number.isFinite(value)) return null
  if (unit === '') return value
  if (unit === '%') return { $: 'percent', value }
  const bytes = bytesOf.get(unit)
  if (bytes !== undefined) return { $: 'size', bytes: value * bytes }
  const ms = msOf.get(unit)
  return ms === undefined ? null : { $: 'duration', ms: value * ms }
}

/** `1h30m5s`, as Prometheus writes durations. */
function readLongDuration(text: string): Measured | null {
  if (!/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) return null
  let total = 0
  for (const [, digits, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    total += Number(digits) * (msOf.get(unit ?? '') ?? Number.NaN)
  }
  return Number.isFinite(total) ? { $: 'duration', ms: total } : null
}

/** The form in which the API gives a measured value: a number, or text with its unit that `readMeasured` reads back. */
export function showMeasured(value: Measured): number | string {
  if (typeof value === 'number') return value
  switch (value.$) {
    case 'percent':
      return `${value.value}%`
    case 'duration':
      return `${value.ms}ms`
    case 'size':
      return `${value.bytes}B`
  }
}
