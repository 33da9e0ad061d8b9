import type { CatalogueId } from '../../dsl/model/catalogue/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import type { Span } from '../../dsl/model/span.ts'
import { lineStarts } from '../../dsl/syntax/lines.ts'
import { problemOf } from '../../dsl/syntax/problem.ts'

/** A problem of a file that has no tree to point into. */
export const wholeFile = (id: CatalogueId, file: string, args: Problem['args']): Problem =>
  problemOf({ id, at: { start: 0, end: 0 }, args }, file, lineStarts(''))

const longestReason = 200

/** E909: our own code failed on a file, which is no fault of whoever wrote it; the file stays out of force (D48). */
export function internalFault(file: string, error: unknown, text = '', at: Span = { start: 0, end: 0 }): Problem {
  const reason = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, longestReason)
  return problemOf({ id: 'E909', at, args: { reason } }, file, lineStarts(text))
}
