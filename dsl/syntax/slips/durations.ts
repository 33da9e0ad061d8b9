/** Numbers without a unit, units in words, and waits without a limit. */
import { through } from '../../model/span.ts'
import type { Word } from '../token.ts'
import { advise, type Finder, replace, type Slip } from './slip.ts'
import { isIn, type Stumble, touches } from './stumble.ts'

const units: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ms: 'ms millisecond milliseconds msec',
    s: 's second seconds sec secs',
    m: 'm minute minutes min mins',
    h: 'h hour hours hr hrs',
    d: 'd day days',
    w: 'w week weeks wk',
  }).flatMap(([ours, theirs]) => theirs.split(' ').map((word) => [word, ours] as const)),
)

/** Our letter for a unit in words: `minutes`. */
export const unitOf = (word: string): string | undefined => units.get(word.toLowerCase())

/** The duration that begins at an index: `10m`, `10 minutes`, `10minutes`. */
function durationAt({ piece }: Stumble, index: number): { readonly text: string; readonly end: number } | null {
  const [word, next] = [piece[index], piece[index + 1]]
  if (!word) return null
  if (word.type === 'duration') return { text: word.text, end: word.at.end }
  const [, digits, joined] = /^(\d+)(\p{L}*)$/u.exec(word.text) ?? []
  if (digits === undefined) return null
  const unit = units.get((joined || next?.text || '').toLowerCase())
  if (unit === undefined) return null
  return { text: `${digits}${unit}`, end: joined ? word.at.end : (next?.at.end ?? word.at.end) }
}

export const durations: Finder = (stumble) => {
  const { word, before, after, at, takes, takesWord } = stumble
  const found = durationAt(stumble, at)
  if (found && found.text !== word.text && takes('duration') && !takes('number'))
    return replace({ start: word.at.start, end: found.end }, found.text, true, 'written-unit')
  const late = before?.type === 'number' && !takesWord(word.text) ? durationAt(stumble, at - 1) : null
  if (late && before && late.end === word.at.end)
    return replace({ start: before.at.start, end: late.end }, late.text, true, 'written-unit')
  if (word.type === 'number' && takes('duration') && !takes('number')) {
    const slip: Slip = { ...replace(word.at, `${word.text}m`, false, 'unit'), args: { number: word.text } }
    return /^\d+$/u.test(word.text) ? slip : { ...slip, fix: null }
  }
  if (takes('duration') && before?.text === 'per' && units.has(word.text.toLowerCase()))
    return replace(word.at, `1${units.get(word.text.toLowerCase())}`, true)
  if (found && before?.text === 'for' && takesWord('each'))
    return limited(through(before.at, { start: word.at.start, end: found.end }), found.text)
  if (found && before?.text === 'wait' && takesWord('until'))
    return {
      ...replace(through(before.at, { start: 0, end: found.end }), `sleep ${found.text}`, false, 'wait-what'),
      args: { number: found.text },
    }
  if (found && before?.text === 'for' && isIn('waited', stumble)) return advise('wait-what', { number: found.text })
  if (found && isIn('clause', stumble) && beganBy('wait', stumble))
    return limited({ start: word.at.start, end: found.end }, found.text)
  if (found && word.type === 'duration' && before?.text === 'throttle')
    return advise('throttle', { number: found.text })
  if (word.text === 'after' && after?.type === 'duration' && isIn('clause', stumble)) return later(stumble, after)
  return null
}

/** `escalate @a after 5m`: only if nobody acknowledged, which is a wait with a limit. */
function later({ before, at, piece }: Stumble, { text: number, at: end }: Word): Slip {
  const [verb, next] = [piece[at - 2], piece[at + 2]]
  if (verb?.text !== 'escalate' || !before) return advise('sleep-before', { number })
  const better = `wait for ack up to ${number} on timeout { escalate ${before.text} }`
  // What follows would belong to the wait.
  const isLast = next === undefined || next.text === '}' || isStep(next)
  return isLast
    ? { ...replace(through(verb.at, end), better, false, 'after-step'), args: { number } }
    : advise('after-step', { number })
}
const isStep = (word: Word): boolean => /^(?:notify|escalate|ticket|wait|run|call|http|set|sleep|end)$/u.test(word.text)

const limited = (at: { readonly start: number; readonly end: number }, number: string): Slip => ({
  ...replace(at, `up to ${number}`, true, 'up-to'),
  args: { number },
})

/** `wait for ack`, `wait until (…)`: the verb some words before. */
const beganBy = (verb: string, { piece, at }: Stumble): boolean =>
  piece[at - 3]?.text === verb ||
  (piece[at - 1]?.text === ')' && piece.slice(Math.max(0, at - 40), at).some((one) => one.text === verb))

/** `sleep for 5m`, `escalate to @a`: a small word too much. */
export const smallWords: Finder = ({ word, before, after, takes }) => {
  const isTooMuch =
    (word.text === 'for' && takes('duration') && after?.type === 'duration') ||
    (word.text === 'to' && takes('handle') && (before?.text === 'escalate' || before?.text === 'notify')) ||
    (word.text === 'and' && takes('handle') && before?.text === ',')
  if (!isTooMuch || !after) return null
  const edits = [{ at: { start: word.at.start, end: after.at.start }, text: '' }]
  return { hint: 'remove', args: { word: word.text }, better: null, fix: { edits, safe: true } }
}

/** A time that lacks its first digit, ranges with a hyphen, hours without days. */
export const windows: Finder = (stumble) => {
  const { word, after, at, piece, takes, takesWord } = stumble
  if (word.text === '-' && takesWord('..') && !touches(word, undefined)) return replace(word.at, '..', true)
  if (/^\d$/u.test(word.text) && takes('time') && after?.text === ':' && touches(word, after)) {
    const minutes = piece[at + 2]
    if (minutes && /^\d\d$/u.test(minutes.text) && touches(after, minutes))
      return replace(through(word.at, minutes.at), `0${word.text}:${minutes.text}`, true)
  }
  if (word.type === 'time' && takes('day'))
    return { ...replace(word.at, `every day ${word.text}`, false, 'days-first') }
  return null
}
