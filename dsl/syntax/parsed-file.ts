import type { Problem } from '../model/problems.ts'
import type { Span } from '../model/span.ts'
import type { Declaration } from './ast.ts'
import type { LineStarts } from './lines.ts'
import type { Token } from './token.ts'

/** What could be read of one rule file. */
export interface ParsedFile {
  /** Path, as given to `parse`. */
  readonly file: string
  /** The number behind `edition`, or null where the file does not begin with it. */
  readonly edition: number | null
  /** Every declaration that reads, in the order written. */
  readonly declarations: readonly Declaration[]
  /** Declarations that don't read; what they would have declared counts as known, so that no error follows from an error. */
  readonly broken: readonly Broken[]
  /** All tokens with blanks and comments, in order; their texts joined are the file. */
  readonly tokens: readonly Token[]
  readonly lines: LineStarts
  readonly problems: readonly Problem[]
  /** What the file was cut into; `declarations`, `broken` and, but for E110 of line ends, `problems` are theirs, joined. */
  readonly pieces: readonly ReadPiece[]
}
/** A part of a file that is read alone, most often one declaration. */
export interface ReadPiece {
  /** Pieces with the same key read the same, wherever they stand. */
  readonly key: string
  /** Stays the same object for as long as the piece's text stays, also when the piece moves. */
  readonly identity: object
  /** From its first word to the end of its last. */
  readonly at: Span
  /** Line of its first word, from 1. */
  readonly line: number
  readonly edition: number | null
  readonly declarations: readonly Declaration[]
  readonly broken: readonly Broken[]
  readonly problems: readonly Problem[]
}
export interface Broken {
  /** The word it begins with: `rule`, `template` …; null where even that is not one. */
  readonly keyword: string | null
  readonly name: string | null
  readonly at: Span
  /** The declaration without the statements that do not read: to be checked, never to be run. Null where nothing reads. */
  readonly part: Declaration | null
  /** Names that stand in what was left out: nothing is known of them. */
  readonly lost: readonly string[]
}
