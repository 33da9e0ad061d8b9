/** An address without its quotes: `http GET https://…`, `url: https://…`, `call https://…`. */
import { type Span, through } from '../../model/span.ts'
import { type Finder, replace } from './slip.ts'
import { type Stumble, touches } from './stumble.ts'

const opening = '([{'
const closing = ')]}'

/** The address that begins at an index: words that touch each other, up to a blank or a bracket that it did not open. */
function urlAt({ piece }: Stumble, at: number): { readonly text: string; readonly at: Span } | null {
  const first = piece[at]
  if (!first || !/^(?:https?|wss?)$/u.test(first.text)) return null
  let last = at
  while (touches(piece[last], piece[last + 1])) last += 1
  const joined = piece
    .slice(at, last + 1)
    .map(({ text }) => text)
    .join('')
  let depth = 0
  let end = 0
  for (const character of joined) {
    if (/[\s"]/u.test(character)) break
    if (opening.includes(character)) depth += 1
    if (closing.includes(character)) depth -= 1
    if (depth < 0) break
    end += character.length
  }
  const text = joined.slice(0, end).replace(/,+$/u, '')
  if (!/^\w+:\/\/[^/]/u.test(text)) return null
  return { text, at: { start: first.at.start, end: first.at.start + text.length } }
}

export const urls: Finder = (stumble) => {
  const { word, at, piece, takes, takesWord } = stumble
  // Read as far as the colon where a name could stand.
  const first = word.text === ':' ? at - 1 : at
  const found = urlAt(stumble, first)
  if (!found) return null
  const verb = piece[first - 1]
  const quoted = `"${found.text}"`
  if (verb?.text === 'call') return replace(through(verb.at, found.at), `http GET ${quoted}`, false)
  if (takesWord('GET')) return replace(found.at, `GET ${quoted}`, false)
  return word.text === ':' || takes('string') ? replace(found.at, quoted, false, 'quotes') : null
}
