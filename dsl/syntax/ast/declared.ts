import type { Span } from '../../model/span.ts'

/** What every declaration has. */
export interface Declared {
  /** `##` lines directly above, without the marks. */
  readonly doc: string | null
  readonly at: Span
}
