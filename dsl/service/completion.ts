import type { Span } from '../model/span.ts'

export type CompletionKind =
  | 'keyword'
  | 'field'
  | 'variable'
  | 'constant'
  | 'condition'
  | 'function'
  | 'handle'
  | 'connection'
  | 'template'
  | 'playbook'
  | 'window'
  | 'remediation'
  | 'rule'
  | 'file'
  | 'value'

/** A word that an offer is made of, before it is known what it replaces. */
export interface Offer {
  /** What is shown and, without `insert`, written. */
  readonly label: string
  readonly kind: CompletionKind
  readonly detail?: string
  readonly insert?: string
}
/** Something that could stand at the cursor, with the text that it replaces. */
export interface Completion {
  readonly label: string
  readonly kind: CompletionKind
  readonly detail: string | null
  readonly insert: string
  readonly replaces: Span
}
