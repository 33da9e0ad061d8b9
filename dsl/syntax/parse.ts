import { type Span, through } from '../model/span.ts'
import type { Declaration } from './ast.ts'
import { type Follower, followerOf } from './close-brackets.ts'
import type { Fault } from './fault.ts'
import { mendHyphens } from './hyphens.ts'
import { tokenise } from './lexer.ts'
import { type LineStarts, lineStarts, positionAt } from './lines.ts'
import { loneReturns } from './lone-returns.ts'
import { movedPiece } from './moved.ts'
import { tooDeep } from './nesting.ts'
import type { Broken, ParsedFile } from './parsed-file.ts'
import { piecesOf } from './pieces.ts'
import { problemOf } from './problem.ts'
import { recover } from './recover.ts'
import { retokenise } from './retokenise.ts'
import { quoteRooms } from './rooms.ts'
import { readText } from './text.ts'
import type { Word } from './token.ts'
import { wordsOf } from './words.ts'

export type { Broken, ParsedFile } from './parsed-file.ts'

/**
 * Text to tree. Any text whatever gives an answer: what does not read is a problem, and the declarations around it are
 * whole. `print` gives the text back.
 * @param file the path that problems name
 * @param before an earlier reading of the same file: pieces whose text is the same are taken from it
 * @throws {AmbiguousGrammar} when a declaration has two readings, which is a fault of the grammar
 */
export function parse(text: string, file: string, before: ParsedFile | null = null): ParsedFile {
  const tokens = before === null ? tokenise(text) : retokenise(text, before.tokens)
  const lines = lineStarts(text)
  const rooms = quoteRooms(tokens)
  const isFirstColumn = (offset: number): boolean => {
    const earlier = text[offset - 1]
    return earlier === undefined || earlier === '\n' || earlier === '\r' || (earlier === '\uFEFF' && offset === 1)
  }
  const known = Map.groupBy(before?.file === file ? before.pieces : [], (piece) => piece.key)
  const pieces = piecesOf(wordsOf(rooms.tokens), isFirstColumn).map((words, index, all) => {
    const [first, last] = [words[0] as Word, words.at(-1) as Word]
    const at = through(first.at, last.at)
    const { line, column } = positionAt(lines, at.start)
    const follower = all[index + 1]
    const next = follower ? followerOf([follower[0] as Word, follower[1]]) : null
    // An open bracket is told with what follows it.
    const own = text.slice(at.start, next?.at.end ?? at.end)
    const key = [index === 0, column, first.doc ?? '', at.end - at.start, own].join('\n')
    const same = known.get(key)?.pop()
    if (same) return movedPiece(same, { offset: at.start - same.at.start, lines: line - same.line })
    return { key, identity: {}, at, line, ...readPiece(words, index === 0, file, lines, next) }
  })
  return {
    file,
    edition: pieces[0]?.edition ?? null,
    declarations: pieces.flatMap((piece) => piece.declarations),
    broken: pieces.flatMap((piece) => piece.broken),
    tokens,
    lines,
    problems: [
      ...[...loneReturns(text, tokens), ...rooms.faults].map((fault) => problemOf(fault, file, lines)),
      ...pieces.flatMap((piece) => piece.problems),
    ],
    pieces,
  }
}

function readPiece(words: readonly Word[], isFirst: boolean, file: string, lines: LineStarts, next: Follower | null) {
  const { piece, faults, lost } = parsePiece(words, lines, next)
  const all: Fault[] = [...faults]
  let edition: number | null = null
  if (piece?.edition) {
    const { at, value } = piece.edition
    if (!isFirst) all.push({ id: 'E101/nothing', at, args: { found: '`edition`' } })
    else if (value !== 1) all.push({ id: 'E109', at, args: { edition: value } })
    else edition = value
  }
  const isWhole = ({ at }: Declaration) => !lost.some((span) => span.start < at.end && at.start <= span.end)
  const declarations = piece?.declarations ?? []
  const parts = declarations.filter((declaration) => !isWhole(declaration))
  const between = lost.filter(
    (span) =>
      !declarations.some(({ at }) => span.start < at.end && at.start <= span.end) &&
      // A bracket inside of what is left out as a whole is no declaration without a name.
      !lost.some((other) => isInside(span, other)),
  )
  return {
    edition,
    declarations: declarations.filter(isWhole),
    broken: piece
      ? [
          ...parts.map((declaration) => partOf(declaration, words, lost)),
          ...between.map((span) => brokenOf(wordsWithin(words, span))),
        ]
      : [brokenOf(words)],
    problems: all.map((fault) => problemOf(fault, file, lines)),
  }
}

const isInside = (span: Span, other: Span): boolean =>
  other.start <= span.start && span.end <= other.end && span.end - span.start < other.end - other.start

function parsePiece(written: readonly Word[], lines: LineStarts, next: Follower | null) {
  const deep = tooDeep(written)
  if (deep) return { piece: null, faults: [deep], lost: [] }
  const { words, faults } = mendHyphens(written)
  const recovered = recover(words, lines, next)
  const strings = recovered.words.filter((word) => word.type === 'string')
  return {
    piece: recovered.piece,
    lost: recovered.lost,
    faults: [
      ...faults,
      ...recovered.faults,
      ...(recovered.piece ? strings.flatMap((word) => readText(word).faults) : []),
    ],
  }
}

/** A declaration of which a part does not read. */
function partOf(declaration: Declaration, words: readonly Word[], lost: readonly Span[]): Broken {
  const name = declaration.kind === 'use' ? null : declaration.name
  const gone = lost.flatMap((span) => wordsWithin(words, span))
  return {
    keyword: declaration.kind,
    name:
      name === null
        ? null
        : name.kind === 'name'
          ? name.text
          : name.parts.map((part) => ('text' in part ? part.text : '')).join(''),
    at: declaration.at,
    part: declaration,
    lost: [...new Set(gone.flatMap(namesOf))],
  }
}
const wordsWithin = (words: readonly Word[], span: Span) =>
  words.filter(({ at }) => span.start <= at.start && at.end <= span.end)
const namesOf = ({ type, text }: Word): readonly string[] =>
  type === 'path' || type === 'ident' || type === 'soft' ? [/^[^.[]+/u.exec(text)?.[0] ?? ''] : []

function brokenOf(words: readonly Word[]): Broken {
  const [first, second] = words as readonly [Word, Word | undefined]
  const last = words.at(-1) ?? first
  const isNamed = second?.type === 'ident' || second?.type === 'soft'
  return {
    keyword: first.type === 'hard' || first.type === 'soft' ? first.text : null,
    name: isNamed ? second.text : second?.type === 'string' ? second.text.slice(1, -1) : null,
    at: through(first.at, last.at),
    part: null,
    lost: [],
  }
}
