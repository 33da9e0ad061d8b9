import { millisecondsOf } from '../../model/read-text.ts'
import type { Word } from '../located.ts'
import { NotImportable } from '../notes.ts'

const year = 31_536_000_000
const units = /(\d+)(ms|y|w|d|h|m|s)/gu

/** Prometheus' durations, `1h30m`, `1y` (365 days) or `0`, in milliseconds. */
export function readPrometheusDuration({ text, line }: Word): number {
  if (text === '0') return 0
  if (!/^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/u.test(text) || text === '')
    throw new NotImportable(line, `"${text}" is no duration.`)
  let sum = 0
  for (const [, amount, unit = ''] of text.matchAll(units))
    sum += Number(amount) * (unit === 'y' ? year : (millisecondsOf[unit] ?? 0))
  return sum
}
