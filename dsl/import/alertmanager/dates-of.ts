/** The dates of a time interval that names years, months and days of the month. */
import { DateTime } from 'luxon'

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
]
/** More of them are no list that somebody reads. */
const most = 62

type Range = readonly [from: number, to: number]

/**
 * As `2026-12-24`, in order; a day before the end of the month may be negative (`-1` is the last).
 * @returns null where no year or no day is named, where something does not read, where there are none or over 62
 */
export function datesOf(of: {
  readonly years: readonly string[]
  readonly months: readonly string[]
  readonly days_of_month: readonly string[]
}): readonly string[] | null {
  const years = of.years.map((text) => range(text, Number))
  const inYear = of.months.length > 0 ? of.months.map((text) => range(text, monthOf)) : [[1, 12] as const]
  const days = of.days_of_month.map((text) => range(text, Number))
  if (years.length === 0 || days.length === 0 || [...years, ...inYear, ...days].includes(null)) return null
  const found = new Set<string>()
  for (const year of numbers(years))
    for (const month of numbers(inYear)) {
      const last = DateTime.utc(year, month).daysInMonth
      if (last === undefined) return null
      const inMonth = (day: number): number => (day < 0 ? last + 1 + day : day)
      for (const [from, to] of days as readonly Range[])
        for (let day = Math.max(1, inMonth(from)); day <= Math.min(last, inMonth(to)); day++) {
          found.add(DateTime.utc(year, month, day).toISODate() ?? '')
          if (found.size > most) return null
        }
    }
  return found.size > 0 ? [...found].sort() : null
}

const monthOf = (word: string): number => months.indexOf(word.toLowerCase()) + 1 || Number(word)

function range(text: string, read: (word: string) => number): Range | null {
  const [from = Number.NaN, to = from, ...more] = text.split(':').map((word) => read(word.trim()))
  return more.length === 0 && Number.isInteger(from) && Number.isInteger(to) && from <= 9999 && to <= 9999
    ? [from, to]
    : null
}

function* numbers(ranges: readonly (Range | null)[]): Iterable<number> {
  for (const one of ranges) if (one !== null) for (let at = one[0]; at <= one[1]; at++) yield at
}
