/** Characters that other languages write: quotes, `&&`, `//`, `=~`, `;`. */

import { own } from '../../model/own.ts'
import type { HintId } from '../../model/catalogue/index.ts'
import { through } from '../../model/span.ts'
import type { Word } from '../token.ts'
import { advise, type Finder, remove, replace, type Slip } from './slip.ts'
import { touches } from './stumble.ts'

const doubled: Readonly<Record<string, string>> = { '&': 'and', '|': 'or' }
const advised: Readonly<Record<string, HintId>> = {
  '\u00a0': 'no-break-space',
  '“': 'plain-quotes',
  '”': 'plain-quotes',
  "'": 'double-quotes',
  '`': 'double-quotes',
  '*': 'arithmetic',
  '/': 'arithmetic',
  '%': 'arithmetic',
  '?': 'ternary',
}

/** A text in other quotes: `'prod'`, `` `prod` ``, `“prod”`. */
export const quotes: Finder = ({ word }) => {
  if (word.type !== 'bad' || !/^['`“].+['`”]$/su.test(word.text)) return null
  const inside = word.text.slice(1, -1)
  if (word.text.startsWith('`') && inside.includes('${')) return advise('double-quotes-holes')
  const hint = word.text.startsWith('“') ? 'plain-quotes' : 'double-quotes'
  // A backslash may mean something else there than here.
  if (inside.includes('\\') || inside.includes('{{')) return advise(hint)
  return { ...replace(word.at, `"${inside.replaceAll('"', '\\"')}"`, true), hint }
}

export const characters: Finder = (stumble) => {
  const { word, before, after, piece } = stumble
  const operator = own(doubled, word.text)
  if (operator !== undefined) {
    const last = after?.text === word.text && touches(word, after) ? after : word
    const span = through(word.at, last.at)
    const [lead, tail] = [
      before?.at.end === span.start ? ' ' : '',
      piece.some((one) => one.at.start === span.end) ? ' ' : '',
    ]
    return {
      ...replace(span, operator, true),
      fix: { edits: [{ at: span, text: `${lead}${operator}${tail}` }], safe: true },
    }
  }
  if (word.text === '!' && after?.text === '~' && touches(word, after))
    return pattern(word, after, stumble.piece, 'not ')
  if (word.text === '!') {
    const edits = [{ at: word.at, text: 'not ' }]
    return { hint: 'not', better: 'not', fix: { edits, safe: false } }
  }
  if (word.text === '=' && after?.text === '~') return pattern(word, after, stumble.piece)
  if (word.text === '~') return pattern(word, word, stumble.piece, '', ['', ''])
  if (word.text === '/' && after?.text === '/' && touches(word, after))
    return { ...replace(through(word.at, after.at), '#', true), hint: 'comment' }
  if (word.type === 'regex' && word.text.startsWith('/*')) return advise('comment')
  if (word.text === '%' && before?.type === 'number')
    return replace(through(before.at, word.at), `${before.text}%`, true)
  if (word.text === '.' && after?.type === 'number' && touches(word, after))
    return replace(through(word.at, after.at), `0.${after.text}`, true)
  if (word.text === ';') return remove(stumble, 'semicolon')
  if (word.text === '$') return remove(stumble, 'dollar')
  const hint = word.type === 'bad' ? own(advised, word.text) : undefined
  return hint === undefined ? null : advise(hint)
}

/** `=~ "disk.*"` of PromQL takes the whole text, so the pattern is held at both ends; `~ "disk"` of SQL any part of it. */
function pattern(
  first: Word,
  last: Word,
  piece: readonly Word[],
  not = '',
  [begin, end]: readonly [string, string] = ['^(', ')$'],
): Slip {
  const text = piece[piece.indexOf(last) + 1]
  const operator = through(first.at, last.at)
  if (text?.type === 'regex') return replace(operator, `${not}matches`, true)
  if (text?.type !== 'string' || /["\\\n]/u.test(text.text.slice(1, -1)))
    return { hint: 'matches', args: { better: `${not}matches /…/` }, better: null, fix: null }
  const better = `${not}matches /${begin}${text.text.slice(1, -1).replaceAll('/', '\\/')}${end}/`
  return { ...replace(through(operator, text.at), better, false), hint: 'matches' }
}
