/**
 * A problem is data: a code, a place, what to do (language.md section 7, D61). Plain JSON, so CLI, editor, API and LSP
 * show the same. The sentences come from the catalogue by code.
 */

/** Line and column count from 1, columns in UTF-16 units; `offset` from 0. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}
export interface Range {
  readonly start: Position
  readonly end: Position
}
export interface TextEdit {
  readonly range: Range
  readonly text: string
}
export interface Problem {
  /** `E201`, `W508`, `S603`. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** Path of the rule file, as given to the checker. */
  readonly file: string
  readonly range: Range
  readonly message: string
  readonly labels: readonly { readonly range: Range; readonly text: string }[]
  readonly help: string | null
  readonly fix: { readonly title: string; readonly edits: readonly TextEdit[]; readonly safe: boolean } | null
  /** What the message was filled with, for other languages. */
  readonly args: Readonly<Record<string, string | number>>
}
