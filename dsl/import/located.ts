/** A foreign configuration as data with its lines, so that a report can point into the file it was read from. */

/** `line` counts from 1. */
export type Located =
  /** A key that a merge brings may be there twice; the last one holds. */
  | { readonly kind: 'map'; readonly line: number; readonly entries: readonly LocatedEntry[] }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Located[] }
  /** `text` is what is written, without quotes: `1` and `true` too; nothing and `null` are the empty text. */
  | { readonly kind: 'scalar'; readonly line: number; readonly text: string }

export interface LocatedEntry {
  readonly key: string
  /** Of the key. */
  readonly line: number
  readonly value: Located
}

/** A text of the file and where it stands. */
export interface Word {
  readonly text: string
  readonly line: number
}
