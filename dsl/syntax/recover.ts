/**
 * Reads the words of a piece although some of them are wrong. A slip with a remedy is read as it is meant; a statement
 * that does not read is left out, and what follows it is read. One fault is told of each statement.
 */
import { type Span, through } from '../model/span.ts'
import { unbalanced } from './brackets.ts'
import type { Piece } from './build/declarations.ts'
import { closeBrackets, type Follower, isVirtual } from './close-brackets.ts'
import { read } from './earley.ts'
import { asksComparison, equalsSign, failureOf } from './failure.ts'
import type { Fault } from './fault.ts'
import { type LineStarts, positionAt } from './lines.ts'
import { mendedWords } from './mended-words.ts'
import { proven } from './proven.ts'
import { type Extent, extentOf } from './resync.ts'
import type { Word } from './token.ts'

/** How many statements of one piece are told of; a file of rubbish should not cost more than it helps. */
const mostFaults = 20

export interface Recovered {
  /** What could be read, null where even that is nothing. */
  readonly piece: Piece | null
  readonly faults: readonly Fault[]
  /** What was left out or read otherwise than it is written: a declaration around it is not whole. */
  readonly lost: readonly Span[]
  readonly words: readonly Word[]
}
interface Told {
  readonly fault: Fault
  readonly statement: Span
}

/** @param next the declaration behind the piece, which an open bracket would hold */
export function recover(written: readonly Word[], lines: LineStarts, next: Follower | null = null): Recovered {
  let words: readonly Word[] = written
  const told: Told[] = []
  const lost: Span[] = []
  let triedBrackets = false
  const columnOf = (index: number): number | null => {
    const [before, word] = [words[index - 1], words[index]]
    if (!word) return null
    const { line, column } = positionAt(lines, word.at.start)
    return before && positionAt(lines, before.at.end).line >= line ? null : column
  }
  const giveUp = (fault: Fault | null): Recovered => ({
    piece: null,
    faults: [...told.map((one) => one.fault), ...(fault ? [fault] : [])],
    lost,
    words,
  })
  for (let tries = 0; ; tries += 1) {
    const reading = read(words)
    if ('piece' in reading) return { piece: reading.piece, faults: told.map((one) => one.fault), lost, words }
    const { word, expected, statement } = reading
    const isComparison = asksComparison(word, expected, words)
    const found = isComparison ? equalsSign(word) : failureOf(word, expected, words)
    // A bracket that stays open shows itself only where the words after it no longer fit.
    const bracket = found.id === 'E102' || found.id.startsWith('E110') ? null : unbalanced(words, lines)
    const closed = bracket && !triedBrackets ? closeBrackets(words, lines, next) : null
    if (bracket) triedBrackets = true
    if (closed) {
      words = closed.words
      told.push(...closed.faults.map((fault) => ({ fault, statement: fault.at })))
      lost.push(...closed.faults.map((fault) => fault.at))
      continue
    }
    if (bracket && (word === null || bracket.at.start <= word.at.start)) {
      // What was left out on the way may have held its other half.
      const isWritten = unbalanced(written, lines)?.at.start === bracket.at.start
      return giveUp(isWritten && !told.some(({ fault }) => fault.id.startsWith('E104')) ? bracket : null)
    }
    const at = word ? words.indexOf(word) : -1
    const extent = word && statement ? extentOf(words, at, statement, columnOf) : null
    if (!extent) return giveUp(told.length > 0 ? null : proven(found, words, lines))
    const place = spanOf(words, extent)
    const isOver = extent.to <= at && (columnOf(extent.to) !== null || (word !== null && isVirtual(word)))
    const fault = proven(isOver ? endsShort(words, extent, found) : found, words, lines)
    const earlier = told.find((one) => overlap(one.statement, place))
    if (!earlier && told.length >= mostFaults) return giveUp(null)
    if (earlier) merge(told, earlier, fault)
    else told.push({ fault, statement: place })
    const meant = tries < 2 * mostFaults && !(earlier && !isComparison) ? mendedWords(words, fault.fix, lines) : null
    if (meant) {
      words = meant
      if (!isSure(fault)) lost.push(fault.at)
      continue
    }
    // The brackets do not say where anything ends.
    if (bracket || tries > 4 * mostFaults) return giveUp(null)
    words = leaveOut(words, extent)
    lost.push(place)
  }
}

/** The next statement is not to blame for what the one before it lacks. */
function endsShort(words: readonly Word[], { from, to }: Extent, found: Fault): Fault {
  const last = words[to - 1] as Word
  if (found.id !== 'E101' || to - 1 < from || last.type === 'broken') return found
  const stop: Word = { ...last, type: 'bad', text: '', value: '' }
  const reading = read([...words.slice(0, to), stop])
  if ('piece' in reading || reading.word !== stop) return found
  const { id, at, ...rest } = failureOf(words[to] as Word, reading.expected, words)
  return { ...rest, id: 'E101/short', at: last.at, args: { expected: '', ...rest.args, last: last.text } }
}

/** What the text means beyond doubt: the tree is as good as that of a text without the slip. */
const isSure = ({ id }: Fault): boolean => id === 'E103'

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
const spanOf = (words: readonly Word[], { from, to }: Extent): Span =>
  through((words[from] as Word).at, (words[to - 1] as Word).at)

/** Of several slips of one kind in a statement one is told, with a fix for all. */
function merge(told: Told[], earlier: Told, { id, fix }: Fault): void {
  if (earlier.fault.id !== id || id !== 'E103' || !fix || !earlier.fault.fix) return
  const edits = [...earlier.fault.fix.edits, ...fix.edits]
  told[told.indexOf(earlier)] = { ...earlier, fault: { ...earlier.fault, fix: { ...earlier.fault.fix, edits } } }
}

/** One word stands for the statement. */
function leaveOut(words: readonly Word[], extent: Extent): Word[] {
  const at = spanOf(words, extent)
  const broken: Word = { type: 'broken', text: '', value: '', doc: null, at }
  return [...words.slice(0, extent.from), broken, ...words.slice(extent.to)]
}
