/** Words of other languages, and things left out: what was meant, and the edit where one can tell. */
import { type Span, through } from '../model/span.ts'
import type { Expected } from './earley.ts'
import type { Fault } from './fault.ts'
import type { Word } from './token.ts'

export interface Slip {
  readonly hint: string
  /** What stands there after the fix; null where the writer has to decide. */
  readonly better: string | null
  readonly fix: Fault['fix'] | null
}
const elseIf = new Set(['elif', 'elsif', 'elseif'])
const doubled: Readonly<Record<string, string>> = { '&': 'and', '|': 'or' }

/** @param piece the words of the declaration, among them `word`, which could not be taken */
export function slipOf(word: Word, expected: readonly Expected[], piece: readonly Word[]): Slip | null {
  const takes = (type: string) => expected.some((one) => 'type' in one && one.type === type)
  const takesWord = (text: string) => expected.some((one) => 'literal' in one && one.literal === text)
  const at = piece.indexOf(word)
  const [before, after] = [piece[at - 1], piece[at + 1]]
  const touches = (left: Word | undefined, right: Word | undefined) => left?.at.end === right?.at.start
  const write = (better: string, safe: boolean, span: Span = word.at): Slip => ({
    hint: `write \`${better}\``,
    better,
    fix: { edits: [{ at: span, text: better }], safe },
  })

  const operator = doubled[word.text]
  if (operator !== undefined) {
    const last = after?.text === word.text && touches(word, after) ? after : word
    const span = through(word.at, last.at)
    const [lead, tail] = [
      before?.at.end === span.start ? ' ' : '',
      piece.some((one) => one.at.start === span.end) ? ' ' : '',
    ]
    return { ...write(operator, true), fix: { edits: [{ at: span, text: `${lead}${operator}${tail}` }], safe: true } }
  }
  if (word.text === '!') {
    const edits = [{ at: word.at, text: 'not ' }]
    return { hint: 'write `not`, or `!=` for "is not"', better: 'not', fix: { edits, safe: false } }
  }
  if (word.text === '=' && before?.text === '==' && touches(before, word))
    return write('==', true, through(before.at, word.at))
  if (word.text === '>' && before?.text === '<' && touches(before, word))
    return write('!=', true, through(before.at, word.at))
  if (elseIf.has(word.text) && takesWord('else')) return write('else if', true)
  if (word.type === 'ident' && takesWord(word.text.toLowerCase())) return write(word.text.toLowerCase(), true)
  if (word.type === 'hard' && takes('ident') && !takes('hard') && !takes('size'))
    return { hint: `\`${word.text}\` is a reserved word; choose another name`, better: null, fix: null }
  if (word.type === 'number' && takes('duration') && !takes('number')) {
    const hint = `write the unit: \`${word.text}m\` or \`${word.text}s\``
    return { ...write(`${word.text}m`, false), hint, ...(/^\d+$/u.test(word.text) ? {} : { fix: null }) }
  }
  if (word.type === 'ident' && takes('handle') && !takes('ident')) return write(`@${word.text}`, false)
  if (word.type === 'ident' && takes('string') && !takes('ident'))
    return { ...write(`"${word.text}"`, false), hint: `write it in quotes: \`"${word.text}"\`` }
  return word.text === "'" ? singleQuotes(word, piece.slice(at + 1)) : null
}

/** Only a text of one word gets a fix: further on nobody can tell an end from an apostrophe. */
function singleQuotes(open: Word, [inside, close]: readonly Word[]): Slip {
  const isWhole = inside?.at.start === open.at.end && close?.text === "'" && inside.at.end === close.at.start
  const hint = 'text stands in double quotes'
  if (!isWhole || /["'\\\n]/u.test(inside.text)) return { hint, better: null, fix: null }
  const edits = [open, close].map(({ at }) => ({ at, text: '"' }))
  return { hint, better: `"${inside.text}"`, fix: { edits, safe: true } }
}
