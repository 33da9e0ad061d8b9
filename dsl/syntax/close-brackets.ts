/** Closes the brackets that stay open where the indentation says that they should, so that they hide nothing else. */
import { type Span, through } from '../model/span.ts'
import { closers, closing } from './brackets.ts'
import type { Fault } from './fault.ts'
import { type LineStarts, positionAt } from './lines.ts'
import { looksLikeStart } from './pieces.ts'
import type { Word } from './token.ts'

/** Beyond so many the text is rubbish, and where they belong is a guess. */
const mostClosed = 10
/** Words that go on with what the line before began. */
const goesOn = new Set(['and', 'or', 'not', 'else', 'on'])

export interface Closed {
  /** With a closer of no length for each that was missing. */
  readonly words: readonly Word[]
  readonly faults: readonly Fault[]
}
/** Where the next declaration begins, which the open bracket would hold. */
export interface Follower {
  readonly at: Span
  readonly text: string
}
interface Opener {
  readonly word: Word
  /** Of the first word on its line. */
  readonly column: number
  /** What it holds is indented, or stands on its own line and is no block of statements. */
  readonly isClear: boolean
}

/** @returns null where the text does not tell what is missing where */
export function closeBrackets(written: readonly Word[], lines: LineStarts, next: Follower | null): Closed | null {
  let words = written
  const faults: Fault[] = []
  for (let tries = 0; tries <= mostClosed; tries += 1) {
    const found = firstOpen(words, lines)
    if (found === 'balanced') return { words, faults }
    if (found === null) return null
    const { opener, before } = found
    if (before === null) {
      faults.push(unclosed(opener[0] as Word, next))
      return { words: [...words, ...opener.map((word) => virtual(word, words.at(-1)))], faults }
    }
    const [word] = opener as [Word]
    faults.push(unclosed(word, followerAt(words, before)))
    words = [...words.slice(0, before), virtual(word, words[before - 1]), ...words.slice(before)]
  }
  return null
}

/** A closer that is not written. */
export const isVirtual = ({ at, type }: Word): boolean => type === 'op' && at.start === at.end

const virtual = (opener: Word, last: Word | undefined): Word => {
  const text = closers[opener.text] ?? ''
  const end = last?.at.end ?? opener.at.end
  return { type: 'op', text, value: text, doc: null, at: { start: end, end } }
}

const unclosed = (word: Word, next: Follower | null): Fault => ({
  id: next ? 'E104/before' : 'E104',
  at: word.at,
  args: { bracket: word.text, closer: closers[word.text] ?? '', ...(next ? { next: next.text } : {}) },
  ...(next ? { labels: [next.at] } : {}),
})

function followerAt(words: readonly Word[], index: number): Follower {
  const [first, second] = [words[index] as Word, words[index + 1]]
  return second && looksLikeStart(words, index) ? followerOf([first, second]) : followerOf([first])
}
export const followerOf = (words: readonly [Word, Word?]): Follower => {
  const [first, second] = words
  return second
    ? { at: through(first.at, second.at), text: `${first.text} ${second.text}` }
    : { at: first.at, text: first.text }
}

/**
 * The bracket that should have been closed before some word; all that are open, innermost first, where the text ends
 * without one.
 */
function firstOpen(
  words: readonly Word[],
  lines: LineStarts,
): 'balanced' | { readonly opener: readonly Word[]; readonly before: number | null } | null {
  const open: Opener[] = []
  const columns = firstColumns(words, lines)
  let isSure = true
  let candidate: { readonly opener: readonly Word[]; readonly before: number } | null = null
  let column = 1
  for (const [index, word] of words.entries()) {
    const first = columns[index] ?? null
    if (first !== null) column = first
    const top = open.at(-1)
    if (top && candidate === null && first !== null && top.isClear && shouldBeOver(words, index, first, top))
      candidate = { opener: [top.word], before: index }
    if (word.text in closers) open.push({ word, column, isClear: isClear(words, index, column, columns) })
    if (!closing.has(word.text)) continue
    if (!top) return null
    if (first !== null && first !== top.column) isSure = false
    if (first !== null && !top.isClear && index === words.length - 1) isSure = false
    if (closers[top.word.text] !== word.text)
      return candidate ?? (top.word.text === '{' ? null : { opener: [top.word], before: index })
    open.pop()
  }
  if (open.length === 0) return 'balanced'
  return candidate ?? (isSure ? { opener: open.map((one) => one.word).reverse(), before: null } : null)
}

function shouldBeOver(words: readonly Word[], index: number, column: number, top: Opener): boolean {
  const { text } = words[index] as Word
  if (closing.has(text)) return column < top.column
  return looksLikeStart(words, index) || (column <= top.column && !goesOn.has(text))
}

/** The column of each word that is the first on its line. */
function firstColumns(words: readonly Word[], lines: LineStarts): readonly (number | null)[] {
  let line = -1
  return words.map(({ at }) => {
    const place = positionAt(lines, at.start)
    const isFirst = place.line !== line
    line = positionAt(lines, at.end).line
    return isFirst ? place.column : null
  })
}

function isClear(words: readonly Word[], index: number, column: number, columns: readonly (number | null)[]): boolean {
  const inside = columns[index + 1]
  if (inside !== null && inside !== undefined) return inside > column
  return words[index]?.text !== '{' || words[index + 2]?.text === ':'
}
