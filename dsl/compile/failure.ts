import type { Span } from '../model/span.ts'

/**
 * `compile` met what `check` should have told of: a gap between the two, which is our fault. What it says is fit to be
 * shown all the same, because the file stays out of force until it is changed.
 */
export class CompileFailure extends Error {
  override readonly name = 'CompileFailure'
  readonly file: string
  readonly at: Span
  constructor(file: string, at: Span, what: string) {
    super(`${file}, character ${at.start}: ${what}. Check let this through; please report it.`)
    this.file = file
    this.at = at
  }
}
