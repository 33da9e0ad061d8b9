/** Whether a fix leads on: with it the words read past the place that it mends. */
import { read } from './earley.ts'
import type { Fault } from './fault.ts'
import { type LineStarts, positionAt } from './lines.ts'
import { mendedWords } from './mended-words.ts'
import type { Word } from './token.ts'

type Fix = NonNullable<Fault['fix']>

/**
 * @param at where reading stopped without the fix
 * @returns whether reading goes past that place, past all that the fix puts, and past the word behind it
 */
export function leadsOn(fix: Fix, at: Fault['at'], words: readonly Word[], lines: LineStarts | null = null): boolean {
  const mended = mendedWords(words, fix, lines)
  if (!mended) return false
  const reading = read(mended)
  if ('piece' in reading) return true
  const last = fix.edits.reduce((end, edit) => Math.max(end, edit.at.end), at.start)
  const behind = mended.find((word) => word.at.start >= last && word.at.end > last && word.type !== 'broken')
  // Words are missing at the end of the piece, which is told of the last one: the fix may not stand right before it.
  const stop = reading.word
  if (stop === null || behind === undefined) return behind !== undefined && behind !== mended.at(-1)
  return stop.at.start > behind.at.start && !endsShort(behind, mended[mended.indexOf(behind) + 1], stop, lines)
}

/** The statement ends behind a word that was taken, and lacks something: that is told of the word. */
const endsShort = (taken: Word, next: Word | undefined, stop: Word, lines: LineStarts | null): boolean =>
  next === stop &&
  (')]}'.includes(stop.text) ||
    (lines !== null && positionAt(lines, taken.at.end).line < positionAt(lines, stop.at.start).line))

/** It makes a comment of a line on which a text of several lines begins: the rest of that would be read as rules. */
const opensComment = ({ edits }: Fix, words: readonly Word[], lines: LineStarts): boolean =>
  edits.some(({ at, text }) => {
    const { line } = positionAt(lines, at.start)
    const isCut = (word: Word) => word.text.includes('\n') && positionAt(lines, word.at.start).line === line
    return text.startsWith('#') && words.some(isCut)
  })

/** A fix that puts a word and leaves the reader standing before the next is no safe one: another error would follow it. */
export function proven(fault: Fault, words: readonly Word[], lines: LineStarts): Fault {
  const { fix } = fault
  if (fix?.safe && opensComment(fix, words, lines)) return { ...fault, fix: { ...fix, safe: false } }
  if (!fix?.safe || leadsOn(fix, fault.at, words, lines)) return fault
  return { ...fault, fix: { ...fix, safe: false } }
}
