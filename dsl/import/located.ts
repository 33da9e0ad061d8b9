/** A foreign configuration as data with its lines, so that a report can point into the file it was read from. */

/** Where something stands: `line` counts from 1, `path` is as in `route.routes[0].receiver`. */
export interface Place {
  readonly line: number
  readonly path: string
}

export type Located = Place & LocatedValue
type LocatedValue =
  /** A key that a merge brings may be there twice; the last one holds. */
  | { readonly kind: 'map'; readonly entries: readonly LocatedEntry[] }
  | { readonly kind: 'list'; readonly items: readonly Located[] }
  /** `text` is what is written, without quotes: `1` and `true` too; nothing and `null` are the empty text. */
  | { readonly kind: 'scalar'; readonly text: string }

export interface LocatedEntry {
  readonly key: string
  /** Of the key. */
  readonly line: number
  readonly value: Located
}

/** A text of the file and where it stands. */
export interface Word extends Place {
  readonly text: string
}
