/** The one fixed word that could stand there: left out, or another small word in its place. */
import { own } from '../../model/own.ts'
import { advise, insert, replace, type Slip } from './slip.ts'
import type { Stumble } from './stumble.ts'

/** What has to follow a word, where the writer left that out as well. */
const operands: Readonly<Record<string, string>> = { within: '5m', per: '1h', for: '1h', from: '2026-01-05T09:00' }
const small = new Set('in per of for at to on with by from within every over is as than'.split(' '))

export function leftOut(stumble: Stumble, only: string): Slip {
  const { word, before, leadsOn } = stumble
  const inserted = insert(stumble, only, true)
  if (leadsOn(inserted.fix)) return inserted
  const replaced = replace(word.at, only, small.has(word.text))
  if (/^\p{L}/u.test(word.text) && leadsOn(replaced.fix)) return replaced
  if (only === 'in' && (before?.type === 'time' || before?.type === 'datetime' || before?.text === 'day'))
    return insert(stumble, 'in "Europe/London"', false, 'zone-behind')
  const operand = own(operands, only)
  if (operand !== undefined) return insert(stumble, `${only} ${operand}`, false)
  return advise('insert', { better: only, before: before?.text ?? '' })
}
