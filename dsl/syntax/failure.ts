/** Why a piece does not read, as one fault. */
import type { Expected } from './earley.ts'
import { describeExpected, describeWord } from './expectation.ts'
import type { Fault } from './fault.ts'
import type { Word } from './token.ts'

const operators: Readonly<Record<string, string>> = {
  '!': 'write `not`, or `!=` for "is not"',
  '&': 'write `and`',
  '|': 'write `or`',
  "'": 'text stands in double quotes',
  ';': 'statements need no separator',
  $: 'names are written without it',
  '\u00a0': 'it is a no-break space; write a plain one',
  '“': 'text stands in plain double quotes',
  '”': 'text stands in plain double quotes',
}

export const asksComparison = (word: Word | null, expected: readonly Expected[]): word is Word =>
  word?.text === '=' && expected.some((one) => 'literal' in one && one.literal === '==')

/** `=` where only `==` can stand. */
export const equalsSign = (word: Word): Fault => ({
  id: 'E103',
  at: word.at,
  fix: { edits: [{ at: word.at, text: '==' }], safe: true },
})

/** @param word the one that could not be taken, or null when the words of the piece ran out */
export function failureOf(word: Word | null, expected: readonly Expected[], piece: readonly Word[]): Fault {
  const wanted = describeExpected(expected)
  if (!word) {
    const last = piece.at(-1) as Word
    return {
      id: 'E101/end',
      at: last.at,
      args: { expected: wanted, what: piece[0]?.type === 'hard' ? `\`${piece[0].text}\`` : 'file' },
    }
  }
  if (word.text === '"') return { id: 'E102', at: word.at }
  if (word.type === 'bad') {
    const hint = operators[word.text]
    return { id: 'E110', at: word.at, args: { character: named(word.text), ...(hint ? { hint } : {}) } }
  }
  const hint = hintFor(word, expected)
  const args = { found: describeWord(word), ...(hint ? { hint } : {}) }
  if (wanted === '') return { id: 'E101/nothing', at: word.at, args }
  return { id: 'E101', at: word.at, args: { ...args, expected: wanted } }
}

const named = (character: string): string => {
  const point = character.codePointAt(0) ?? 0
  const visible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)
  const hex = point.toString(16).toUpperCase().padStart(4, '0')
  return visible && point < 0x7f ? `\`${character}\`` : visible ? `\`${character}\` (U+${hex})` : `U+${hex}`
}

function hintFor(word: Word, expected: readonly Expected[]): string | null {
  const takes = (type: string) => expected.some((one) => 'type' in one && one.type === type)
  if (word.type === 'hard' && takes('ident') && !takes('hard') && !takes('size'))
    return `\`${word.text}\` is a reserved word; choose another name`
  if (word.type === 'number' && takes('duration') && !takes('number'))
    return `write the unit: \`${word.text}m\` or \`${word.text}s\``
  if (word.type === 'ident' && takes('handle') && !takes('ident')) return `write \`@${word.text}\``
  if (word.type === 'ident' && takes('string') && !takes('ident')) return `write it in quotes: \`"${word.text}"\``
  return null
}
