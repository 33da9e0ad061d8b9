/** What this build executes of the language, and what the report says of the rest. */
import { capabilities } from '../../model/capabilities.ts'

export const executes = (group: 'declarations' | 'groupOptions', word: string): boolean =>
  (capabilities[group] as readonly string[]).includes(word)

/** What to do about a word that was left out, because this build does not execute it. */
export const later = (word: string): string =>
  `This build does not execute ${word} (E901), so it was left out; --language writes it.`

/** What to do about a word that the whole language has and this build refuses. */
export const refused = (word: string): string =>
  `It stands in the rules, and this build refuses a file with ${word} (E901): import without --language until it executes it.`
