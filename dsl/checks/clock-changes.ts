/** W503: local times that a change of the clocks skips or repeats. */
import { dayMs, isoDate, isoWeekday, localOf } from '../model/local-time.ts'
import type { Span } from '../model/span.ts'
import type { Test, Text, Trigger, Window } from '../syntax/ast.ts'
import { textOf } from './file-set.ts'
import { isZone } from './literals.ts'
import type { Accept, Check } from './place.ts'

/** The years looked at: a check has no clock, and zones keep their habits. */
const years = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2032, 0, 1) }
const minuteMs = 60_000

interface Change {
  readonly kind: 'skipped' | 'repeated'
  /** Local minutes of the day: from the first that is skipped or comes twice. */
  readonly from: number
  readonly to: number
  /** Days since 1970. */
  readonly day: number
}
const known = new Map<string, readonly Change[]>()

function changesOf(zone: string): readonly Change[] {
  const found = known.get(zone)
  if (found) return found
  const changes: Change[] = []
  const offset = (at: number) => localOf(at, zone) - at
  for (let at = years.from; at < years.to; at += dayMs) {
    const [before, after] = [offset(at), offset(at + dayMs)]
    if (before === after) continue
    let [low, high] = [at, at + dayMs]
    while (high - low > minuteMs) {
      const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs
      if (middle === low) break
      if (offset(middle) === before) low = middle
      else high = middle
    }
    const [first, last] = [high + Math.min(before, after), high + Math.max(before, after)]
    const day = Math.floor(first / dayMs)
    const from = (first - day * dayMs) / minuteMs
    changes.push({ kind: after > before ? 'skipped' : 'repeated', from, to: from + (last - first) / minuteMs, day })
  }
  known.set(zone, changes)
  return changes
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** @param days numbers of weekdays, Monday 1; null: any */
function change(minutes: number, zone: string, days: ReadonlySet<number> | null): Change | undefined {
  return changesOf(zone).find(
    ({ from, to, day }) => from <= minutes && minutes < to && (days === null || days.has(isoWeekday(day))),
  )
}

function tell(found: Change | undefined, time: string, zone: string, at: Span, accept: Accept): boolean {
  if (!found) return false
  const id = found.kind === 'skipped' ? 'W503' : 'W503/twice'
  accept({ id, at, args: { time, zone, date: isoDate(found.day) } })
  return true
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const zoneOf = (text: Text): string | null => {
  const zone = textOf(text.parts)
  return isZone(zone) ? zone : null
}

export const hoursAreOnce: Check<Window> = (window, _place, accept) => {
  const zone = zoneOf(window.zone)
  if (zone === null) return
  for (const line of window.lines) {
    if (line.kind !== 'span' || !line.hours) continue
    const days = new Set(
      line.days.flatMap(({ from, to }) => {
        const [first, last] = [names.indexOf(from), names.indexOf(to)]
        return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => ((first + index) % 7) + 1)
      }),
    )
    for (const time of [line.hours.from, line.hours.to])
      if (tell(change(minutesOf(time), zone, days), time, zone, line.at, accept)) break
  }
}

/** `30 2 * * *`: a cron of one time of day. */
export const cronIsOnce: Check<Trigger & { readonly kind: 'cron' }> = (node, _place, accept) => {
  const [, minute, hour] = /^(\d{1,2})\s+(\d{1,2})\s/u.exec(textOf(node.cron.parts).trim()) ?? []
  const zone = zoneOf(node.zone)
  if (minute === undefined || hour === undefined || zone === null) return
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  tell(change(minutesOf(time), zone, null), time, zone, node.cron.at, accept)
}

export const testTimeIsOnce: Check<Test> = (node, _place, accept) => {
  for (const item of node.items) {
    if (item.kind !== 'at') continue
    const zone = zoneOf(item.zone)
    const [date = '', time = ''] = item.time.text.split('T')
    const found =
      zone === null
        ? undefined
        : changesOf(zone).find(
            ({ day, from, to }) => isoDate(day) === date && from <= minutesOf(time) && minutesOf(time) < to,
          )
    tell(found, time.slice(0, 5), zone ?? '', item.time.at, accept)
  }
}
