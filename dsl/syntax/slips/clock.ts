/** Times of the day and moments as people say them: `9am..5pm`, `at 03:10`, `from monday`. */
import { through } from '../../model/span.ts'
import { advise, type Finder, replace } from './slip.ts'

/** `9am` by the clock of 24 hours. */
function clockOf(text: string | undefined): string | null {
  const [, hour = '', half = ''] = /^(\d{1,2})([ap]m)$/iu.exec(text ?? '') ?? []
  const hours = Number(hour)
  if (hour === '' || hours < 1 || hours > 12) return null
  return `${String((hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)).padStart(2, '0')}:00`
}

export const clock: Finder = ({ word, before, after, at, piece, takes }) => {
  const time = takes('time') ? clockOf(word.text) : null
  if (time !== null) {
    const last = piece[at + 2]
    const end = after?.text === '..' ? clockOf(last?.text) : null
    return end !== null && last
      ? replace(through(word.at, last.at), `${time}..${end}`, true, 'clock')
      : replace(word.at, time, true, 'clock')
  }
  if (!takes('datetime') || (before?.text !== 'at' && before?.text !== 'from')) return null
  if (word.type === 'date') return replace(word.at, `${word.text}T09:00`, false, 'moment')
  if (word.type === 'time') return advise('moment', { better: `2026-01-31T${word.text}` })
  return word.type === 'day' || word.type === 'ident' ? advise('moment', { better: '2026-01-05T09:00' }) : null
}
