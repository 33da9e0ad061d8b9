import type { Span } from '../model/span.ts'

/** A finding before it is put into words: the catalogue's id, the place, and what to fill in. */
export interface Fault {
  /** Catalogue id: a code, with a variant behind `/` where one code has several texts. */
  readonly id: string
  readonly at: Span
  readonly args?: Readonly<Record<string, string | number>>
  /** Further places; their texts are the entry's `labels`, in order. */
  readonly labels?: readonly Span[]
  readonly fix?: { readonly edits: readonly { readonly at: Span; readonly text: string }[]; readonly safe: boolean }
  /** For a place in another file than the one checked. */
  readonly file?: string
}
