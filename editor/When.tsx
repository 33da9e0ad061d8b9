import { pageLocale } from './texts/say.ts'
import { useNow } from './useNow.ts'

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]
const words = new Intl.RelativeTimeFormat(pageLocale, { numeric: 'auto', style: 'short' })
const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const clock = new Intl.DateTimeFormat(pageLocale, minute)
const dayAndClock = new Intl.DateTimeFormat(pageLocale, { day: 'numeric', month: 'short', ...minute })
const yearAndClock = new Intl.DateTimeFormat(pageLocale, { day: 'numeric', month: 'short', year: 'numeric', ...minute })
const whole = new Intl.DateTimeFormat(pageLocale, { dateStyle: 'full', timeStyle: 'long' })

/** The time where the reader is, with as much of the date as today leaves open: "14:03", "23 Nov, 14:03". */
function local(at: Date, today: Date): string {
  if (at.toDateString() === today.toDateString()) return clock.format(at)
  return (at.getFullYear() === today.getFullYear() ? dayAndClock : yearAndClock).format(at)
}

/** "14:03 (3 min. ago)" in the reader's own time; on hover to the second, with the zone. */
export function When({ at }: { at: string }) {
  const now = useNow()
  const time = new Date(at)
  const ms = time.getTime() - now
  const [unit, size] = units.find(([, size]) => Math.abs(ms) >= size) ?? ['second', 1_000]
  return (
    <time dateTime={at} title={`${whole.format(time)} (${whole.resolvedOptions().timeZone})`}>
      {local(time, new Date(now))} ({words.format(Math.round(ms / size), unit)})
    </time>
  )
}
