/** Weekly windows in local time (D119). */
import type { WindowSpec } from './expression.ts'
import { dayMs, dayOf, instantOf, isoDate, isoWeekday, localOf } from './local-time.ts'

/** Whether an instant lies in one of the window's spans; a span's end is not in it. */
export function isDuring(window: WindowSpec, now: number): boolean {
  const today = dayOf(localOf(now, window.zone))
  // A span reaches at most into the second day after the one it begins on.
  for (const day of [today, today - 1, today - 2])
    for (const { start, end } of spansOf(window, day)) if (start <= now && now < end) return true
  return false
}

/** The instants of the spans that begin on a day, given as days since 1970-01-01 in the window's own calendar. */
function spansOf(window: WindowSpec, day: number): readonly { start: number; end: number }[] {
  if (window.except.includes(isoDate(day))) return []
  return window.spans
    .filter(({ days }) => days.includes(isoWeekday(day)))
    .map(({ from, to }) => ({
      start: instantOf(day * dayMs + from * 60_000, window.zone),
      end: instantOf(day * dayMs + to * 60_000, window.zone),
    }))
}

const daysAhead = 370

/** The next instant at which `isDuring` changes, or null when it does not within a year. */
export function nextChange(window: WindowSpec, now: number): number | null {
  const today = dayOf(localOf(now, window.zone))
  const inside = isDuring(window, now)
  for (let day = today - 2; day <= today + daysAhead; day++) {
    const edges = spansOf(window, day)
      .flatMap(({ start, end }) => (inside ? [end] : start < end ? [start] : []))
      .filter((edge) => edge > now && isDuring(window, edge) !== inside)
    if (edges.length > 0) return Math.min(...edges)
  }
  return null
}
