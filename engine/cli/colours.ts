/**
 * The colours of our own output. Names and alerts are foreign text and may hold escape sequences too, so ours carry a mark
 * of this process that nobody outside can know; `terminalText` makes a colour of it and of nothing else.
 */
import { randomUUID } from 'node:crypto'
import picocolors from 'picocolors'

const escape = '\u001b'
const mark = `\ufdd0${randomUUID()}`
const names = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'cyan'] as const

type Paint = (text: string) => string
export type Colours = Readonly<Record<(typeof names)[number], Paint>>

/** @param paints as a terminal takes them; without colours they give back the text */
export function marked(paints: Colours): Colours {
  const own =
    (paint: Paint): Paint =>
    (text) =>
      paint(text.replaceAll(escape, '\ufffd')).replaceAll(escape, mark)
  return Object.fromEntries(names.map((name) => [name, own(paints[name])])) as Colours
}

/** Our marks as the escape sequences of a terminal. */
export const inColour = (text: string): string => text.replaceAll(mark, escape)

/** The text without our colours, as wide as it is shown. */
export const withoutColour = (text: string): string =>
  text
    .split(mark)
    .map((part, index) => (index === 0 ? part : part.replace(/^\[\d+m/u, '')))
    .join('')

export const colors = marked(picocolors)
