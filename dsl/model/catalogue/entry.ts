/** The sentences of one finding in one language. `{name}` is filled from the problem's `args`. */
export interface Sentences {
  readonly message: string
  /** Stands beside the caret. */
  readonly here?: string
  /** Texts of further places, in the order in which a check names them. */
  readonly labels?: readonly string[]
  /** What to do. Of several, the first whose `{names}` are all known is used. */
  readonly help?: readonly string[]
  /** Title of the fix, where there is one. */
  readonly fix?: string
}
export interface Entry {
  readonly en: Sentences
  readonly zh: Sentences
}
export type Locale = keyof Entry
