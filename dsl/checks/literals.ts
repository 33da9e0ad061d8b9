/** E303, E308, E404: patterns, numbers, times and zones that mean nothing. */
import { RE2JS } from 're2js'
import { nearest } from '../model/nearest.ts'
import type {
  DurationLiteral,
  Matches,
  NumberLiteral,
  PercentLiteral,
  Schedule,
  SizeLiteral,
  Text,
  TimeLiteral,
  WeekSpan,
} from '../syntax/ast.ts'
import { textOf } from './file-set.ts'
import type { Check } from './place.ts'

export const patternIsRe2: Check<Matches> = (node, _place, accept) => {
  const flag = [...node.flags].find((one, index) => !'is'.includes(one) || node.flags.indexOf(one) !== index)
  if (flag) return accept({ id: 'E303/flag', at: node.patternAt, args: { flag } })
  try {
    RE2JS.compile(node.pattern.normalize('NFC'))
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/^error parsing regexp: /u, '')
    accept({ id: 'E303', at: node.patternAt, args: { reason } })
  }
}

export const numberIsFinite: Check<NumberLiteral | PercentLiteral | SizeLiteral> = (node, _place, accept) => {
  const value = node.kind === 'size' ? node.bytes : node.value
  if (!Number.isFinite(value) || (node.kind !== 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER))
    accept({ id: 'E308', at: node.at })
}

const tenYearsMs = 10 * 366 * 86_400_000

/** Timers do not reach further, and nobody waits longer. */
export const durationIsReal: Check<DurationLiteral> = (node, _place, accept) => {
  if (!(node.ms <= tenYearsMs)) accept({ id: 'E308/long', at: node.at })
}

/** `2026-02-30` is no day. */
export const dateExists: Check<TimeLiteral> = (node, _place, accept) => {
  const [date = '', time = '00:00'] = node.text.split('T')
  const stamp = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  if (Number.isNaN(stamp) || !new Date(stamp).toISOString().startsWith(date))
    accept({ id: 'E308/time', at: node.at, args: { text: node.text } })
}

export const hoursExist: Check<WeekSpan> = (node, _place, accept) => {
  if (!node.hours) return
  for (const text of [node.hours.from, node.hours.to])
    if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text) && !(text === '24:00' && text === node.hours.to))
      accept({ id: 'E308/time', at: node.at, args: { text } })
  if (node.hours.from === node.hours.to) accept({ id: 'E308/empty', at: node.at })
}

export const zoneExists: Check<Text> = (node, _place, accept) => {
  const zone = textOf(node.parts)
  // An offset is no zone: it knows nothing of summer time.
  if (/^[A-Z]/iu.test(zone) && isZone(zone)) return
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'))
  accept({
    id: 'E404',
    at: node.at,
    args: { zone, ...(near ? { near } : {}) },
    ...(near ? { fix: { edits: [{ at: node.at, text: `"${near}"` }], safe: false } } : {}),
  })
}

/** Whether there is a time zone of this name. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** A rotation of no time never hands over. */
export const rotationsMove: Check<Schedule> = (node, _place, accept) => {
  for (const { rota } of node.levels)
    if (rota.kind === 'rotate' && rota.every.ms <= 0) accept({ id: 'E308/rotation', at: rota.every.at })
}
