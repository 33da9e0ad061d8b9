/** Conditions as other languages write them. */
import { own } from '../../model/own.ts'
import { through } from '../../model/span.ts'
import { advise, type Finder, replace } from './slip.ts'
import { isIn, type Stumble, touches } from './stumble.ts'

const compares = new Set(['==', '!=', '>=', '<=', '>', '<'])
const methods: Readonly<Record<string, string>> = {
  startswith: 'starts with',
  endswith: 'ends with',
  includes: 'contains',
  contains: 'contains',
  equals: '==',
}

export const operators: Finder = (stumble) => {
  const { word, before, after, at, piece, takes } = stumble
  if (word.text === '=' && before?.text === '==' && touches(before, word))
    return replace(through(before.at, word.at), '==', true)
  if (word.text === '>' && before?.text === '<' && touches(before, word))
    return replace(through(before.at, word.at), '!=', true)
  if (word.text === '==' && before?.text === 'not') return replace(through(before.at, word.at), '!=', true)
  if (compares.has(word.text) && isIn('connector', stumble) && before && piece[at - 2]) {
    const isChain = compares.has(piece[at - 2]?.text ?? '')
    if (isChain)
      return {
        ...replace(word.at, `and ${before.text} ${word.text}`, true, 'chain'),
        args: { better: `${before.text} ${word.text}` },
      }
  }
  if (word.text === '(' && before?.type === 'path' && isIn('comparison', stumble)) {
    const [, path, method] = /^(.*)\.([^.[]+)$/u.exec(before.text) ?? []
    const ours = own(methods, (method ?? '').toLowerCase())
    const close = piece[at + 2]
    if (path === undefined || ours === undefined || after?.type !== 'string' || close?.text !== ')') return null
    return replace(through(before.at, close.at), `${path} ${ours} ${after.text}`, true)
  }
  if (word.text === '(' && before?.text === 'in' && takes('size')) {
    const close = piece.slice(at).find((one) => one.text === ')')
    if (!close) return advise('list')
    const edits = [
      { at: word.at, text: '[' },
      { at: close.at, text: ']' },
    ]
    return { hint: 'list', better: null, fix: { edits, safe: true } }
  }
  if (word.text === '(' && before?.text === 'count') return advise('count')
  if (word.text === '{' && before?.text === 'label') return advise('selector')
  if (word.text === ',' && isIn('connector', stumble)) {
    const isThousand =
      before?.type === 'number' && after?.type === 'number' && touches(before, word) && touches(word, after)
    return isThousand ? replace(through(before.at, after.at), `${before.text}_${after.text}`, true) : advise('joined')
  }
  if (isIn('comparison', stumble) && before?.type === 'path') {
    if (['exists', 'exist', 'defined', 'present'].includes(word.text.toLowerCase()))
      return replace(through(before.at, word.at), `has ${before.text}`, true)
    if (word.text.toLowerCase() === 'between') return advise('between', { word: before.text })
  }
  if (word.type === 'path' && before && ['exists', 'exist', 'defined'].includes(before.text.toLowerCase()))
    return replace(before.at, 'has', true)
  if (
    word.type === 'ident' &&
    ['like', 'regex', 'regexp', 'glob'].includes(word.text.toLowerCase()) &&
    isIn('comparison', stumble)
  )
    return { hint: 'matches', args: { better: 'matches /…/' }, better: null, fix: null }
  if (word.type === 'string' && before && ['match', 'matches', 'fired'].includes(before.text) && beganByExpect(stumble))
    return replace(before.at, 'matched', true)
  if (word.type === 'string' && takes('regex') && !takes('string') && !/["\\\n]/u.test(word.text.slice(1, -1)))
    return replace(word.at, `/${word.text.slice(1, -1).replaceAll('/', '\\/')}/`, false, 'pattern')
  if (word.text === 'in' && stumble.only === 'within') return replace(word.at, 'within', true)
  if (word.text === '{' && (before?.text === '{' || after?.text === '{')) return doubleBraces(stumble)
  return null
}

const beganByExpect = ({ piece, at }: Stumble): boolean =>
  piece[at - 2]?.text === 'expect' || (piece[at - 2]?.text === 'not' && piece[at - 3]?.text === 'expect')

/** `{{label.a}}` outside of a text. */
const doubleBraces: Finder = ({ word, before, at, piece }) => {
  const first = before?.text === '{' ? at - 1 : at
  const [open, inner, path, close, last] = piece.slice(first, first + 5)
  if (inner?.text !== '{' || !touches(open, inner)) return null
  if (!open || path?.type !== 'path' || close?.text !== '}' || last?.text !== '}')
    return advise('plain-path', { word: word.text })
  return replace(through(open.at, last.at), path.text, true, 'plain-path')
}
