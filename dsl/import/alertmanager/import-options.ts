/** What the user of an import decides. */
export interface ImportOptions {
  /** What the configuration's file is called, for comments. */
  readonly from: string
  /** Path of the rule file, for problems. */
  readonly file: string
  /** Types of connection that this build has. */
  readonly connectionTypes: readonly string[]
  /** Write the whole language, also what this build does not execute yet (E901). */
  readonly language: boolean
  /** Only alerts of this source are routed; null: of every source. */
  readonly source: string | null
}
