/** Why a piece does not read, as one fault. */
import type { Expected } from './earley.ts'
import { describeExpected, describeWord } from './expectation.ts'
import type { Fault } from './fault.ts'
import { type Slip, slipOf } from './slips.ts'
import type { Word } from './token.ts'

/** `=` where only `==` can stand; `=~` means something else. */
export const asksComparison = (
  word: Word | null,
  expected: readonly Expected[],
  piece: readonly Word[],
): word is Word => {
  if (word?.text !== '=' || !expected.some((one) => 'literal' in one && one.literal === '==')) return false
  const after = piece[piece.indexOf(word) + 1]
  return after?.text !== '~'
}

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
  const slip = slipOf(word, expected, piece)
  const told = slip ? { ...slip.args, hint: slip.hint, ...betterOf(slip) } : {}
  const rest = { at: word.at, ...(slip?.fix ? { fix: slip.fix } : {}) }
  if (word.type === 'bad' && /^['`“]/u.test(word.text)) return { id: 'E110/quotes', ...rest, args: told }
  if (word.type === 'bad' && /^\d/u.test(word.text))
    return { id: 'E110/number', ...rest, args: { hint: 'number', ...told, found: word.text } }
  if (word.type === 'bad') return { id: 'E110', ...rest, args: { ...told, character: named(word.text) } }
  const args = { ...told, found: describeWord(word) }
  if (wanted === '') return { id: 'E101/nothing', ...rest, args }
  return { id: 'E101', ...rest, args: { ...args, expected: wanted } }
}

/** What the hint names, and the title of the fix. */
const betterOf = ({ args, better, fix }: Slip): { readonly better?: string } =>
  args?.better ? {} : fix && better ? { better } : {}

const named = (character: string): string => {
  const point = character.codePointAt(0) ?? 0
  const visible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)
  const hex = point.toString(16).toUpperCase().padStart(4, '0')
  return visible && point < 0x7f ? `\`${character}\`` : visible ? `\`${character}\` (U+${hex})` : `U+${hex}`
}
