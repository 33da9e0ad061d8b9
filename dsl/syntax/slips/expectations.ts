/** Expectations of tests, asked as conditions are: `expect has label.x`, `expect alert.tags contains "x"`. */
import { advise, type Finder } from './slip.ts'

const asks = new Set(['contains', 'in', 'matches', 'starts', 'ends'])

export const expectations: Finder = ({ word, before, at, piece }) => {
  if (word.text === 'has') {
    const isAsked = before?.text === 'expect' || (before?.text === 'not' && piece[at - 2]?.text === 'expect')
    return isAsked ? advise('expect-compare', { word: word.text }) : null
  }
  const isOne = before?.type === 'path' && ['expect', 'not'].includes(piece[at - 2]?.text ?? '')
  const isExpected = piece[at - 2]?.text === 'expect' || piece[at - 3]?.text === 'expect'
  return asks.has(word.text) && isOne && isExpected ? advise('expect-compare', { word: word.text }) : null
}
