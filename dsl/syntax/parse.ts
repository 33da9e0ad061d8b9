import { through } from '../model/span.ts'
import { unbalanced } from './brackets.ts'
import { read } from './earley.ts'
import { asksComparison, equalsSign, failureOf } from './failure.ts'
import type { Fault } from './fault.ts'
import { mendHyphens } from './hyphens.ts'
import { tokenise } from './lexer.ts'
import { type LineStarts, lineStarts, positionAt } from './lines.ts'
import { movedPiece } from './moved.ts'
import { tooDeep } from './nesting.ts'
import type { Broken, ParsedFile } from './parsed-file.ts'
import { piecesOf } from './pieces.ts'
import { problemOf } from './problem.ts'
import { readText } from './text.ts'
import type { Word } from './token.ts'
import { wordsOf } from './words.ts'

export type { Broken, ParsedFile } from './parsed-file.ts'

/** How often one piece is tried again with `==` for `=`. */
const mendings = 20

/**
 * Text to tree. Any text whatever gives an answer: what does not read is a problem, and the declarations around it are
 * whole. `print` gives the text back.
 * @param file the path that problems name
 * @param before an earlier reading of the same file: pieces whose text is the same are taken from it
 * @throws {AmbiguousGrammar} when a declaration has two readings, which is a fault of the grammar
 */
export function parse(text: string, file: string, before: ParsedFile | null = null): ParsedFile {
  const tokens = tokenise(text)
  const lines = lineStarts(text)
  const isFirstColumn = (offset: number): boolean => {
    const earlier = text[offset - 1]
    return earlier === undefined || earlier === '\n' || earlier === '\r' || (earlier === '\uFEFF' && offset === 1)
  }
  const known = Map.groupBy(before?.file === file ? before.pieces : [], (piece) => piece.key)
  const pieces = piecesOf(wordsOf(tokens), isFirstColumn).map((words, index) => {
    const [first, last] = [words[0] as Word, words.at(-1) as Word]
    const at = through(first.at, last.at)
    const { line, column } = positionAt(lines, at.start)
    const key = [index === 0, column, first.doc ?? '', text.slice(at.start, at.end)].join('\n')
    const same = known.get(key)?.pop()
    if (same) return movedPiece(same, { offset: at.start - same.at.start, lines: line - same.line })
    return { key, identity: {}, at, line, ...readPiece(words, index === 0, file, lines) }
  })
  return {
    file,
    edition: pieces[0]?.edition ?? null,
    declarations: pieces.flatMap((piece) => piece.declarations),
    broken: pieces.flatMap((piece) => piece.broken),
    tokens,
    lines,
    problems: pieces.flatMap((piece) => piece.problems),
    pieces,
  }
}

function readPiece(words: readonly Word[], isFirst: boolean, file: string, lines: LineStarts) {
  const { piece, faults } = parsePiece(words, lines)
  const all: Fault[] = [...faults]
  let edition: number | null = null
  if (piece?.edition) {
    const { at, value } = piece.edition
    if (!isFirst) all.push({ id: 'E101/nothing', at, args: { found: '`edition`' } })
    else if (value !== 1) all.push({ id: 'E109', at, args: { edition: value } })
    else edition = value
  }
  return {
    edition,
    declarations: piece?.declarations ?? [],
    broken: piece ? [] : [brokenOf(words)],
    problems: all.map((fault) => problemOf(fault, file, lines)),
  }
}

function parsePiece(written: readonly Word[], lines: LineStarts) {
  const deep = tooDeep(written)
  if (deep) return { piece: null, faults: [deep] }
  const { words, faults } = mendHyphens(written)
  for (let tries = 0; ; tries += 1) {
    const reading = read(words)
    if ('piece' in reading) {
      const strings = words.filter((word) => word.type === 'string')
      return { piece: reading.piece, faults: [...faults, ...strings.flatMap((word) => readText(word).faults)] }
    }
    const { word, expected } = reading
    if (asksComparison(word, expected) && tries < mendings) {
      faults.push(equalsSign(word))
      words[words.indexOf(word)] = { ...word, text: '==', value: '==' }
      continue
    }
    const failure = failureOf(word, expected, words)
    // A bracket that stays open shows itself only where the words after it no longer fit.
    const bracket = failure.id === 'E102' || failure.id === 'E110' ? null : unbalanced(words, lines)
    const isFirst = bracket && (word === null || bracket.at.start <= word.at.start)
    return { piece: null, faults: [...faults, isFirst ? bracket : failure] }
  }
}

function brokenOf(words: readonly Word[]): Broken {
  const [first, second] = words as readonly [Word, Word | undefined]
  const last = words.at(-1) ?? first
  const isNamed = second?.type === 'ident' || second?.type === 'soft'
  return {
    keyword: first.type === 'hard' || first.type === 'soft' ? first.text : null,
    name: isNamed ? second.text : second?.type === 'string' ? second.text.slice(1, -1) : null,
    at: through(first.at, last.at),
  }
}
