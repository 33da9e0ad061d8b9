/** Durations in a form that the language has not: `1.5h`, `1h 30m`, `"15m"`, `1y`, `every day`, `rotate weekly`. */
import { own } from '../../model/own.ts'
import { through } from '../../model/span.ts'
import { inUnits } from '../../model/value-text.ts'
import { readDuration } from '../literals.ts'
import { unitOf } from './durations.ts'
import { type Finder, replace, type Slip } from './slip.ts'
import { type Stumble, touches } from './stumble.ts'

const often: Readonly<Record<string, string>> = { hourly: '1h', daily: '1d', weekly: '1w', biweekly: '2w' }
const years: Readonly<Record<string, number>> = { y: 365, yr: 365, yrs: 365, year: 365, years: 365 }
const months: Readonly<Record<string, number>> = { mo: 30, month: 30, months: 30 }

/** `1.5h` and `1.5 hours` in whole numbers; null where no whole number of milliseconds says it. */
function wholeText(number: string, unit: string): string | null {
  const ms = Number(number) * readDuration(`1${unit}`)
  return Number.isSafeInteger(ms) && ms > 0 ? inUnits(ms, ['d', 'h', 'm', 's', 'ms']) : null
}

function fraction({ word, before, after, at, piece, takes }: Stumble): Slip | null {
  // The lexer takes `1.5h` apart: `1`, `.`, `5h`.
  const first = word.text === '.' ? before : word
  const [dot, last] = word.text === '.' ? [word, after] : [after, piece[at + 2]]
  if (first?.type !== 'number') return null
  if (dot?.text === '.' && touches(first, dot) && touches(dot, last)) {
    const [, digits, unit] = /^(\d+)(ms|s|m|h|d|w)$/u.exec(last?.text ?? '') ?? []
    const text = last && digits && unit ? wholeText(`${first.text}.${digits}`, unit) : null
    return last && text !== null ? replace(through(first.at, last.at), text, true, 'whole-duration') : null
  }
  if (word === first && takes('duration') && !takes('number') && first.text.includes('.') && after) {
    const unit = unitOf(after.text)
    const text = unit === undefined ? null : wholeText(first.text, unit)
    return text === null ? null : replace(through(first.at, after.at), text, true, 'whole-duration')
  }
  return null
}

export const lengths: Finder = (stumble) => {
  const { word, before, after, at, piece, takes } = stumble
  const whole = fraction(stumble)
  if (whole) return whole
  if (word.type === 'duration' && before?.type === 'duration')
    return replace(through(before.at, word.at), `${before.text}${word.text}`, true, 'joined-duration')
  if (!takes('duration')) return null
  if (word.type === 'string' && !takes('string')) {
    const [, number = '', letters = ''] = /^"\s*(\d+)\s*(\p{L}+)\s*"$/u.exec(word.text) ?? []
    const unit = unitOf(letters)
    if (unit !== undefined) return replace(word.at, `${number}${unit}`, true, 'unquote-duration')
    return /^"(?:\d+(?:ms|s|m|h|d|w))+"$/u.test(word.text)
      ? replace(word.at, word.text.slice(1, -1), true, 'unquote-duration')
      : null
  }
  const [, number, letters = ''] = /^(\d+)(\p{L}*)$/u.exec(word.text) ?? []
  if (number !== undefined && !takes('number')) {
    const last = letters === '' && after ? after : word
    const unit = (letters || after?.text || '').toLowerCase()
    const days = own(years, unit) ?? own(months, unit)
    if (days !== undefined) {
      const better = `${Number(number) * days}d`
      return replace(through(word.at, last.at), better, false, 'no-months')
    }
  }
  const rhythm = own(often, word.text.toLowerCase())
  if (rhythm !== undefined && before?.text === 'rotate' && after?.text !== 'from')
    return replace(word.at, `${rhythm} from 2026-01-05T09:00`, false, 'rotate-from')
  if (rhythm !== undefined) return replace(word.at, rhythm, true, 'written-unit')
  const unit = before?.text === 'every' ? unitOf(word.text) : undefined
  if (unit === undefined) return null
  const isTrigger = piece[at - 2]?.text === 'on'
  return replace(word.at, `1${unit}`, true, isTrigger ? 'every-day' : 'written-unit')
}
