import { Fragment } from 'react'
import { When } from './When.tsx'

/** A time as the engine writes it into a sentence; the group keeps it in what `split` answers. */
const time = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/

/** A sentence of the engine, its times in UTC shown as those of the reader. */
export function WithTimes({ text }: { text: string }) {
  return text.split(time).map((part, place) => {
    const isTime = place % 2 === 1 && !Number.isNaN(Date.parse(part))
    // The parts of one sentence have no other name than their place.
    return isTime ? <When key={place} at={part} /> : <Fragment key={place}>{part}</Fragment>
  })
}
