/** Values as people read them: in messages, titles and explanations. */
import { isList, isTyped } from './kind-of.ts'
import { millisecondsOf } from './read-text.ts'
import type { Value } from './value.ts'

/** What stands in a message for a value; nothing for a missing one and for none. */
export function valueText(value: Value | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isList(value)) return value.map(valueText).join(', ')
  if (!isTyped(value)) return JSON.stringify(value)
  switch (value.$) {
    case 'percent':
      return `${value.value}%`
    case 'duration':
      return durationText(value.ms)
    case 'size':
      return sizeText(value.bytes)
    case 'time':
      return timeText(value.ms)
    case 'severity':
      return value.severity
    case 'handle':
      return `@${value.name}`
  }
}

/** `1h30m`, `2d3h`, `500ms`. From a minute up it is cut to whole seconds: nobody reads the rest. */
export function durationText(ms: number): string {
  if (!Number.isFinite(ms)) return ''
  if (ms < 0) return `-${durationText(-ms)}`
  return inUnits(ms >= 60_000 ? ms - (ms % 1_000) : Math.round(ms), ['d', 'h', 'm', 's', 'ms'])
}

/** A duration to the last millisecond, the largest unit first: 90,000 is `1m30s`. */
export function inUnits(ms: number, units: readonly ('w' | 'd' | 'h' | 'm' | 's' | 'ms')[]): string {
  let rest = ms
  let text = ''
  for (const unit of units) {
    const length = millisecondsOf[unit] ?? 1
    const amount = Math.floor(rest / length)
    rest -= amount * length
    if (amount > 0) text += `${amount}${unit}`
  }
  return text || '0s'
}

const binary = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** `9GiB`, `1.5MiB`, `512B`: binary units, two decimals at most. */
export function sizeText(bytes: number): string {
  if (!Number.isFinite(bytes)) return ''
  if (bytes < 0) return `-${sizeText(-bytes)}`
  let amount = bytes
  let unit = 'B'
  for (const next of binary) {
    if (amount < 1024) break
    amount /= 1024
    unit = next
  }
  return `${Number(amount.toFixed(2))}${unit}`
}

/** `2026-03-02T03:10:00Z`; milliseconds only where there are some. */
export function timeText(ms: number): string {
  const at = new Date(ms)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().replace('.000Z', 'Z')
}
