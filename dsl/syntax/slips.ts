/** Words of other languages, and things left out: what was meant, and the edit where one can tell. */
import type { Expected } from './earley.ts'
import { alertmanager } from './slips/alertmanager.ts'
import { callArguments } from './slips/arguments.ts'
import { characters, quotes } from './slips/characters.ts'
import { clock } from './slips/clock.ts'
import { durations, smallWords, windows } from './slips/durations.ts'
import { expectations } from './slips/expectations.ts'
import { grouping } from './slips/grouping.ts'
import { holeQuotes } from './slips/hole-quotes.ts'
import { inhibitions } from './slips/inhibitions.ts'
import { lengths } from './slips/lengths.ts'
import { literalOnly } from './slips/literal-only.ts'
import { messages } from './slips/messages.ts'
import { nothing } from './slips/nothing.ts'
import { operators } from './slips/operators.ts'
import { patterns } from './slips/patterns.ts'
import { brackets, colons, missing, quoting } from './slips/shapes.ts'
import type { Finder, Slip } from './slips/slip.ts'
import { stumbleAt } from './slips/stumble.ts'
import { urls } from './slips/urls.ts'
import { foreignWord, nearlyRight } from './slips/words.ts'
import type { Word } from './token.ts'

export type { Slip } from './slips/slip.ts'

/** The first that recognises the slip tells of it: the more is known of the place, the earlier. */
const finders: readonly Finder[] = [
  ...[
    urls,
    quotes,
    holeQuotes,
    callArguments,
    expectations,
    inhibitions,
    alertmanager,
    lengths,
    clock,
    characters,
    nothing,
    patterns,
    operators,
    durations,
    smallWords,
    windows,
    grouping,
  ],
  ...[messages, colons, foreignWord, brackets, quoting, nearlyRight, literalOnly, missing],
]

/** @param piece the words of the declaration, among them `word`, which could not be taken */
export function slipOf(word: Word, expected: readonly Expected[], piece: readonly Word[]): Slip | null {
  const stumble = stumbleAt(word, expected, piece)
  for (const finder of finders) {
    const slip = finder(stumble)
    if (slip) return slip
  }
  return null
}
