/** Whether something is there, as SQL, Python and JavaScript ask it: `IS NOT NULL`, `is none`, `== not null`. */
import { own } from '../../model/own.ts'
import { isNull } from '../../model/null-words.ts'
import { through } from '../../model/span.ts'
import type { Word } from '../token.ts'
import { type Finder, replace, type Slip } from './slip.ts'

const asks: Readonly<Record<string, boolean>> = { is: true, isnt: false, '==': true, '!=': false }
const joined: Readonly<Record<string, boolean>> = { isnull: true, isnotnull: false, notnull: false, isnone: true }
const isNot = (word: Word | undefined): boolean => word?.text.toLowerCase() === 'not'

const asked = (path: Word | undefined, last: Word | undefined, isGone: boolean): Slip | null => {
  if (path?.type !== 'path' || !last) return null
  const better = `${isGone ? 'not ' : ''}has ${path.text}`
  return { ...replace(through(path.at, last.at), better, true), args: { better } }
}

export const nothing: Finder = ({ word, before, after, at, piece }) => {
  const text = word.text.toLowerCase()
  const [second, further] = [piece[at - 2], piece[at + 2]]
  // `label.a == not null`: read as far as `==`.
  if (isNot(word) && after && isNull(after.text)) {
    const isGone = own(asks, before?.text ?? '')
    return isGone === undefined ? null : asked(second, after, !isGone)
  }
  // `label.a not null`: read as far as `not`.
  if (isNull(word.text) && isNot(before)) return asked(second, word, false)
  const whole = own(joined, text)
  if (whole !== undefined) return asked(before, word, whole)
  const isGone = word.type === 'op' ? undefined : own(asks, text)
  if (isGone === undefined || !after) return null
  if (isNull(after.text)) return asked(before, after, isGone)
  return isNot(after) && further && isNull(further.text) ? asked(before, further, !isGone) : null
}
