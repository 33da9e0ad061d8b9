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
}
export interface Broken {
  /** The word it begins with: `rule`, `template` …; null where even that is not one. */
  readonly keyword: string | null
  readonly name: string | null
  readonly at: Span
}
