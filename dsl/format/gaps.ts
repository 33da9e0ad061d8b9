/** What stands between two words besides blanks: comments, and whether the author left a line free. */
import { isTrivia, type Token } from '../syntax/token.ts'

export interface Comment {
  /** With its `#`; blanks at its end are layout. */
  readonly text: string
  /** On a line of its own; else it stands behind the word before it. */
  readonly own: boolean
  /** A free line is above it. */
  readonly blank: boolean
}
export interface Gap {
  readonly comments: readonly Comment[]
  /** A free line is directly above the word behind the gap. */
  readonly blank: boolean
}
const empty: Gap = { comments: [], blank: false }

export interface Separated {
  readonly words: readonly Token[]
  /** One more than words: before each, and at the end of the file. */
  readonly gaps: readonly Gap[]
  /** The line on which each word begins. */
  readonly lines: readonly number[]
}

export function separate(tokens: readonly Token[]): Separated {
  const words: Token[] = []
  const gaps: Gap[] = []
  let comments: Comment[] = []
  const lines: number[] = []
  let breaks = 0
  let line = 0
  const close = (): void => {
    gaps.push({ comments, blank: breaks > 1 })
    comments = []
    breaks = 0
  }
  for (const token of tokens) {
    if (token.type === 'space') breaks = token.text.split('\n').length - 1
    else if (token.type === 'comment') {
      const own = breaks > 0 || words.length === 0 || comments.length > 0
      comments.push({ text: token.text.replace(/[ \t\r]+$/u, ''), own, blank: breaks > 1 })
      breaks = 0
    }
    if (!isTrivia(token)) {
      close()
      words.push(token)
      lines.push(line)
    }
    if (token.text.includes('\n')) line += token.text.split('\n').length - 1
  }
  close()
  return { words, gaps, lines }
}

/** Two gaps as one, where the word between them goes or moves: only the very first comment can still stand behind a word. */
export const joined = (first: Gap, second: Gap): Gap => ({
  comments: [
    ...first.comments,
    ...(first.comments.length > 0 ? second.comments.map((comment) => ({ ...comment, own: true })) : second.comments),
  ],
  blank: second.blank,
})

/** Hands the comments around `word` to the gap behind it, or before it. */
export function push(gaps: Gap[], word: number, where: 'behind' | 'before'): void {
  const both = joined(gaps[word] ?? empty, gaps[word + 1] ?? empty)
  gaps[word] = where === 'before' ? { ...both, blank: gaps[word]?.blank ?? false } : empty
  gaps[word + 1] = where === 'before' ? empty : both
}
