/** Cuts a file into pieces that are parsed alone, so that an error in one leaves the others whole. */
import type { Token, Word } from './token.ts'

const starters = new Set(
  'use const condition window connection channel template schedule inhibit playbook rule test'.split(' '),
)
/** Words that are names elsewhere: they start a declaration only where what follows says so. */
const softStarters = new Set(['connection', 'inhibit'])

const followers: Readonly<Record<string, readonly [second: 'string' | 'name', third: string | null]>> = {
  use: ['string', null],
  rule: ['string', '{'],
  test: ['string', '{'],
  const: ['name', '='],
  condition: ['name', '='],
  connection: ['name', '='],
  channel: ['name', '='],
  template: ['name', '='],
  window: ['name', 'in'],
  schedule: ['name', 'in'],
  inhibit: ['name', '{'],
  playbook: ['name', '('],
}

const isName = (token: Token | undefined): boolean => token?.type === 'ident' || token?.type === 'soft'
const closing = new Set(['}', ')', ']'])
const opening = new Set(['{', '(', '['])

/** True where nothing but a declaration can begin so, inside other braces too. */
export function looksLikeStart(words: readonly Word[], index: number): boolean {
  const shape = followers[words[index]?.text ?? '']
  if (!shape) return false
  const [second, third] = shape
  const next = words[index + 1]
  return (
    (second === 'string' ? next?.type === 'string' : isName(next)) &&
    (third === null || words[index + 2]?.text === third)
  )
}

/**
 * A piece begins at a declaration's keyword in the first column: outside braces always, inside braces where the words
 * after it leave no doubt, so that a forgotten `}` spoils one declaration and not the rest. A piece may hold several
 * declarations when they are written on one line.
 */
export function piecesOf(words: readonly Word[], isFirstColumn: (offset: number) => boolean): Word[][] {
  const pieces: Word[][] = [[]]
  let depth = 0
  words.forEach((word, index) => {
    const starts =
      (word.type === 'hard' || word.type === 'soft') &&
      starters.has(word.text) &&
      isFirstColumn(word.at.start) &&
      ((depth === 0 && !softStarters.has(word.text)) || looksLikeStart(words, index))
    if (starts) {
      pieces.push([])
      depth = 0
    } else if (opening.has(word.text)) depth += 1
    else if (closing.has(word.text)) depth = Math.max(0, depth - 1)
    pieces[pieces.length - 1]?.push(word)
  })
  return pieces.filter((piece) => piece.length > 0)
}
