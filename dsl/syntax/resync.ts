/** Where a statement that does not read ends, so that what follows can be read. */
import { firstWords, type Statement } from './earley.ts'
import type { Word } from './token.ts'

/** Indexes of words: from the first of the statement to the first behind it. */
export interface Extent {
  readonly from: number
  readonly to: number
}

const opening = new Set(['{', '(', '['])
const closing = new Set(['}', ')', ']'])
/** In a line of several statements these begin one wherever they stand; the others only at the start of a line. */
const anywhere = new Set(
  'notify escalate ticket parallel approve run call http set sleep end then stop disabled priority group dedup throttle given expect mock'.split(
    ' ',
  ),
)
/** Words before which a verb is part of something else: `expect notify`, `mock run`. */
const joins = new Set(['expect', 'not', 'mock', 'given', 'on', 'by'])
/** Words that go on with a statement, although they may stand under its first word. */
const goesOn = new Set(
  'and or not else on via using with as level up timeout expires retry verify rollback expect within by backoff max'.split(
    ' ',
  ),
)
const headed = new Set(['if', 'for', 'repeat'])

/**
 * @param failedAt index of the word that could not be taken
 * @param columnOf column of a word that is the first on its line, null for others
 */
export function extentOf(
  words: readonly Word[],
  failedAt: number,
  statement: Statement,
  columnOf: (index: number) => number | null,
): Extent | null {
  const isNew = statement.next !== null && (statement.from === failedAt || columnOf(failedAt) !== null)
  const [rule, from] = isNew ? [statement.next ?? statement.rule, failedAt] : [statement.rule, statement.from]
  const header = rule === 'step' ? headOf(words, from, failedAt) : null
  if (header) return header
  const starts = firstWords(rule)
  // What stands no further right than the statement itself is the next one, whatever it is.
  const margin = columnOf(from) ?? 0
  const begins = (index: number): boolean => {
    const word = words[index] as Word
    const column = columnOf(index)
    const isName = word.type === 'ident' || word.type === 'hard' || word.type === 'soft'
    if (column !== null && isName && column <= margin && !goesOn.has(word.text)) return true
    if (index < failedAt) return false
    if (!starts.has(word.text) && !starts.has(`%${word.type}`) && word.type !== 'broken') return false
    if (words[index + 1]?.text === ':') return false
    const mayStand = columnOf(from) === null || word.text === 'then'
    return column !== null || (mayStand && anywhere.has(word.text) && !joins.has(words[index - 1]?.text ?? ''))
  }
  const last = rule === 'decl' ? words.length : skip(words, from, (index) => index > from && begins(index))
  return last > from ? { from, to: last } : null
}

/** The first index that `isEnd`, outside of all brackets, or the bracket that closes what is around; else the end. */
function skip(words: readonly Word[], from: number, isEnd: (index: number) => boolean): number {
  let depth = 0
  for (let index = from; index < words.length; index += 1) {
    const { text } = words[index] as Word
    if (depth === 0 && isEnd(index)) return index
    if (opening.has(text)) depth += 1
    else if (closing.has(text)) depth -= 1
    if (depth < 0) return index
  }
  return words.length
}

/** Of `if … {`, `for each … {` and `repeat … {` only what stands before the brace, so that the steps inside are read. */
function headOf(words: readonly Word[], from: number, failedAt: number): Extent | null {
  if (!headed.has(words[from]?.text ?? '')) return null
  let keyword = from
  let depth = 0
  for (let index = from; index <= failedAt; index += 1) {
    const { text } = words[index] as Word
    if (depth === 0 && text === 'if') keyword = index
    if (opening.has(text)) depth += 1
    else if (closing.has(text)) depth -= 1
  }
  const isIf = words[keyword]?.text === 'if'
  const brace = skip(words, keyword + 1, (index) => index >= failedAt && words[index]?.text === '{')
  const [key, colon] = [words[brace + 1], words[brace + 2]]
  // `{ key: …` is a map, not steps.
  if (words[brace]?.text !== '{' || (colon?.text === ':' && key !== undefined)) return null
  const start = isIf ? keyword + 1 : keyword
  return brace > start ? { from: start, to: brace } : null
}
