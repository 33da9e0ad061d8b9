import { Fragment } from 'react'

/** A sentence of a diagnostic: what stands in `backticks` is code. */
export function WithCode({ text }: { text: string }) {
  return text.split(/`([^`]+)`/u).map((part, place) => {
    // The parts of one sentence have no other name than their place.
    return place % 2 === 1 ? <code key={place}>{part}</code> : <Fragment key={place}>{part}</Fragment>
  })
}
