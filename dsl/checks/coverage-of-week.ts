/** W506: schedules by which nobody is on call at some hour of the week. */
import type { Schedule, WeekSpan, WindowRef } from '../syntax/ast.ts'
import { textOf } from './file-set.ts'
import type { Check, Place } from './place.ts'

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const dayMinutes = 1_440
const weekMinutes = 7 * dayMinutes

interface Weekly {
  readonly zone: string
  readonly spans: readonly WeekSpan[]
}

function weeklyOf(ref: WindowRef, place: Place): Weekly | null {
  if (ref.kind === 'inline') return { zone: textOf(ref.zone.parts), spans: [ref.span] }
  const found = place.files.seen(place.parsed, ref.name.text).find((one) => one.node?.kind === 'window')?.node
  if (found?.kind !== 'window') return null
  return { zone: textOf(found.zone.parts), spans: found.lines.filter((line) => line.kind === 'span') }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

function mark(spans: readonly WeekSpan[], covered: Uint8Array): void {
  for (const { days, hours } of spans)
    for (const { from, to } of days) {
      const first = names.indexOf(from)
      for (let n = 0; n <= (names.indexOf(to) - first + 7) % 7; n += 1) {
        const start = ((first + n) % 7) * dayMinutes + (hours ? minutesOf(hours.from) : 0)
        const length = hours
          ? (minutesOf(hours.to) - minutesOf(hours.from) + dayMinutes) % dayMinutes || dayMinutes
          : dayMinutes
        for (let minute = 0; minute < length; minute += 1) covered[(start + minute) % weekMinutes] = 1
      }
    }
}

const told = (minute: number): string => {
  const at = minute % weekMinutes
  const clock = `${String(Math.floor((at % dayMinutes) / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  return `${names[Math.floor(at / dayMinutes)]} ${clock}`
}

/** Only where all windows are of one zone: then a week of minutes tells all. */
export const somebodyIsOnCall: Check<Schedule> = (schedule, place, accept) => {
  const windows: Weekly[] = []
  for (const { rota } of schedule.levels) {
    if (rota.kind !== 'during') return
    const weekly = weeklyOf(rota.window, place)
    if (!weekly) return
    windows.push(weekly)
  }
  const [first] = windows
  if (!first || windows.some(({ zone }) => zone !== first.zone)) return
  const covered = new Uint8Array(weekMinutes)
  for (const { spans } of windows) mark(spans, covered)
  const from = covered.findIndex((one, minute) => one === 0 && covered[(minute + weekMinutes - 1) % weekMinutes] === 1)
  if (from === -1) return
  let to = from
  while (covered[to % weekMinutes] === 0) to += 1
  accept({
    id: 'W506',
    at: schedule.name.at,
    args: { name: schedule.name.text, from: told(from), to: told(to), zone: first.zone },
  })
}
