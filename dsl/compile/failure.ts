import type { Span } from '../model/span.ts'

/**
 * `compile` met what `check` should have refused: an error of ours, not of the rule's author, and never shown as one of
 * theirs.
 */
export class CompileFailure extends Error {
  override readonly name = 'CompileFailure'
  readonly file: string
  readonly at: Span
  constructor(file: string, at: Span, what: string) {
    super(`${file} at ${at.start}: ${what}. Files with errors must not be compiled: run check first.`)
    this.file = file
    this.at = at
  }
}
