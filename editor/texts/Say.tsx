import { Fragment, type ReactNode } from 'react'
import { partsOf } from './say.ts'
import type { SlotsOf, TextKey } from './text-key.ts'

/** A text of the page with elements in its slots, which stand where the reader's language wants them. */
export function Say<K extends TextKey>({ text, with: given }: { text: K; with: Record<SlotsOf<K>, ReactNode> }) {
  const values: Readonly<Record<string, ReactNode>> = given
  // The parts of one sentence have no other name than their place.
  return partsOf(text).map((part, place) => <Fragment key={place}>{place % 2 === 0 ? part : values[part]}</Fragment>)
}
