/** What is left of a text that somebody is typing, when it is read only as far as the cursor. */
import { type Continuation, continuations } from '../syntax/earley.ts'
import { tooDeep } from '../syntax/nesting.ts'
import { piecesOf } from '../syntax/pieces.ts'
import { isTrivia, type Token, type Word } from '../syntax/token.ts'
import { wordsOf } from '../syntax/words.ts'

const starters = new Set(
  'notify escalate ticket wait approve run call http parallel if for repeat set sleep end branch meta disabled priority on when group dedup throttle suppress then stop at given mock after ack reject resolve expect level except event without'.split(
    ' ',
  ),
)
const opening = new Set(['{', '(', '['])
const closing = new Set(['}', ')', ']'])

/** The declaration that the cursor is in or behind: its words before the cursor. */
export function wordsBefore(tokens: readonly Token[], text: string): readonly Word[] {
  const isFirstColumn = (offset: number) => offset === 0 || text[offset - 1] === '\n'
  return piecesOf(wordsOf(tokens), isFirstColumn).at(-1) ?? []
}

/** Statements that are over are left out, with what may be wrong in them: of each open bracket only the way to it stays. */
function spine(words: readonly Word[], text: string): { readonly whole: Word[]; readonly bare: Word[] } {
  const frames: Word[][] = [[]]
  for (const word of words) {
    const before = text.slice(text.lastIndexOf('\n', word.at.start - 1) + 1, word.at.start)
    if (starters.has(word.text) && before.trim() === '' && frames.length > 1) frames[frames.length - 1] = []
    const frame = frames.at(-1) as Word[]
    frame.push(word)
    if (opening.has(word.text)) frames.push([])
    else if (closing.has(word.text) && frames.length > 1) {
      frames.pop()
      frames.at(-1)?.push(...frame)
    }
  }
  return { whole: frames.flat(), bare: frames.slice(0, -1).flat() }
}

export interface Unfinished {
  readonly words: readonly Word[]
  readonly all: readonly Continuation[]
}

/** How the text before the cursor may go on; null where nothing can be said. */
export function goOn(words: readonly Word[], text: string): Unfinished | null {
  const { whole, bare } = spine(words, text)
  // The last try is for a statement that is wrong just before the one that begins at the cursor.
  for (const tried of [words, whole, bare]) {
    if (tooDeep(tried)) continue
    const all = continuations(tried)
    if (all) return { words: tried, all }
  }
  return null
}

export const lastWord = (tokens: readonly Token[]): Token | undefined => tokens.findLast((token) => !isTrivia(token))
