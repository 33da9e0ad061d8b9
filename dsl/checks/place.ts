import type { Span } from '../model/span.ts'
import type { Declaration, Step, Value } from '../syntax/ast.ts'
import type { Fault } from '../syntax/fault.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { FileSet } from './file-set.ts'
import type { Known } from './known.ts'
import { definedIn, Scope } from './scope.ts'

/** Where a node stands: everything that a check may ask about. */
export interface Place {
  readonly parsed: ParsedFile
  readonly files: FileSet
  readonly known: Known
  readonly declaration: Declaration
  /** The step around the node. */
  readonly step: Step | null
  /** The smallest statement around the node: one error is told of each. */
  readonly statement: Span
  readonly scope: Scope
  /** Steps are being done: there is an incident and a run. */
  readonly running: boolean
  /** A failure may be around, so there is an `error`: in `on error`, and wherever it is not known who calls. */
  readonly failing: boolean
  /** The value is all that stands behind a key of a connection, or of `headers` of an `http` step (D60). */
  readonly secretAllowed: boolean
  /** Directly under `has`, which asks whether it is there, or in `default`, which says what stands in for it. */
  readonly asked: boolean
  /**
   * How a window may be asked here: `rising` where an arriving alert asks it, `freely` where a run waits for it, `never` where
   * a condition is about one alert alone, `counted` where it says what a window counts.
   */
  readonly windows: 'rising' | 'freely' | 'never' | 'counted'
  /** What the value at hand is compared with; null where it is not an operand. */
  readonly beside: Value | null
  /** A text may stand here, so a name that nobody knows may be one without its quotes. */
  readonly takesText: boolean
}
export type Accept = (fault: Fault) => void
export type Check<Node> = (node: Node, place: Place, accept: Accept) => void

/** Where a declaration begins. */
export const startOf = (
  declaration: Declaration,
  { parsed, files, known }: Pick<Place, 'parsed' | 'files' | 'known'>,
): Place => ({
  parsed,
  files,
  known,
  declaration,
  step: null,
  statement: declaration.at,
  scope: new Scope(definedIn(declaration)),
  running: false,
  failing: declaration.kind !== 'rule',
  secretAllowed: false,
  asked: false,
  beside: null,
  takesText: true,
  windows: 'freely',
})
