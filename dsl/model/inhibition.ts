import type { Condition, Expression } from './expression.ts'

/** An `inhibit` declaration, compiled: alerts of `source` mute those of `mutes` that agree with them on every path of `by`. */
export interface Inhibition {
  readonly name: string
  readonly source: Condition
  readonly mutes: Condition
  /** Empty: a source mutes whatever `mutes` holds for. */
  readonly by: readonly (Expression & { readonly kind: 'path' })[]
}
