import type { Problem } from '../model/problems.ts'
import { through } from '../model/span.ts'
import type { Declaration } from './ast.ts'
import { unbalanced } from './brackets.ts'
import { read } from './earley.ts'
import { asksComparison, equalsSign, failureOf } from './failure.ts'
import type { Fault } from './fault.ts'
import { mendHyphens } from './hyphens.ts'
import { tokenise } from './lexer.ts'
import { type LineStarts, lineStarts } from './lines.ts'
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
 * @throws {AmbiguousGrammar} when a declaration has two readings, which is a fault of the grammar
 */
export function parse(text: string, file: string): ParsedFile {
  const tokens = tokenise(text)
  const lines = lineStarts(text)
  const isFirstColumn = (offset: number): boolean => {
    const before = text[offset - 1]
    return before === undefined || before === '\n' || before === '\r' || (before === '\uFEFF' && offset === 1)
  }
  const problems: Problem[] = []
  const declarations: Declaration[] = []
  const broken: Broken[] = []
  let edition: number | null = null
  piecesOf(wordsOf(tokens), isFirstColumn).forEach((words, index) => {
    const { piece, faults } = parsePiece(words, lines)
    const tell = (fault: Fault) => problems.push(problemOf(fault, file, lines))
    faults.forEach(tell)
    if (!piece) broken.push(brokenOf(words))
    declarations.push(...(piece?.declarations ?? []))
    if (!piece?.edition) return
    if (index > 0) tell({ id: 'E101/nothing', at: piece.edition.at, args: { found: '`edition`' } })
    else if (piece.edition.value !== 1)
      tell({ id: 'E109', at: piece.edition.at, args: { edition: piece.edition.value } })
    else edition = piece.edition.value
  })
  return { file, edition, declarations, broken, tokens, lines, problems }
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
