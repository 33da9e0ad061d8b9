/** The words of a file as they will be written: their texts, what stands between them, how wide they are. */
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Token } from '../syntax/token.ts'
import { type Comment, type Gap, push, type Separated, separate } from './gaps.ts'
import { type Outline, outlineOf } from './outline.ts'
import { wordText } from './word-text.ts'

export interface Script {
  readonly tokens: readonly Token[]
  readonly texts: readonly string[]
  /** The word is a text of several lines that moves with its statement. */
  readonly moves: readonly boolean[]
  /** A blank stands before the word when it follows another on a line. */
  readonly spaced: readonly boolean[]
  /** The word ends an entry of a map that another follows; on one line a comma is between them. */
  readonly separated: readonly boolean[]
  /** Comments on lines of their own before each word, and at the end of the file. */
  readonly above: readonly (readonly Comment[])[]
  /** The comment behind each word, on its line. */
  readonly behind: (Comment | null)[]
  /** A free line is directly above the word. */
  readonly blank: readonly boolean[]
  /** The line on which each word was written. */
  readonly lines: readonly number[]
  /** The word that begins at an offset. */
  readonly startsAt: (offset: number) => number
  /** The word behind the one that ends at an offset. */
  readonly endsAt: (offset: number) => number
  /** Columns from the end of the word before `from` to the end of the word before `to`, when all stand on one line. */
  readonly width: (from: number, to: number) => number
  /** Whether a line ends somewhere from word `from` to the word before `to`: by a comment, or in a text of several lines. */
  readonly isBroken: (from: number, to: number) => boolean
}

export function scriptOf(parsed: ParsedFile): Script {
  const outline = outlineOf(parsed)
  const { tokens, gaps, lines } = withoutFreeCommas(separate(parsed.tokens), outline)
  const texts = tokens.map((token) => (outline.keys.has(token.at.start) ? token.text : wordText(token)))
  // A key means what is written, indentation and all.
  const moves = tokens.map(({ text, at }) => text.includes('\n') && !outline.keys.has(at.start))
  const spaced = tokens.map((token, index) => isSpaced(tokens[index - 1], token, outline))
  const separated = tokens.map((token) => outline.separations.has(token.at.end))
  const above = gaps.map(({ comments }) => comments.filter((comment) => comment.own))
  const behind = gaps.slice(1).map(({ comments }) => comments.find((comment) => !comment.own) ?? null)
  const starts = new Map(tokens.map((token, index) => [token.at.start, index]))
  const ends = new Map(tokens.map((token, index) => [token.at.end, index + 1]))

  const columns = [0]
  const breaks = [0]
  tokens.forEach((_, index) => {
    const comma = separated[index - 1] ? 1 : 0
    const blank = spaced[index] ? 1 : 0
    const text = texts[index] as string
    // Of a text of several lines only the first shares a line with what is before it.
    const first = text.indexOf('\n')
    columns.push((columns[index] as number) + comma + blank + (first < 0 ? text.length : first))
    const commented = (gaps[index]?.comments.length ?? 0) > 0
    breaks.push((breaks[index] as number) + (commented ? 1 : 0) + (text.includes('\n') ? 1 : 0))
  })
  return {
    tokens,
    texts,
    moves,
    spaced,
    separated,
    above,
    behind,
    lines,
    blank: gaps.map((gap) => gap.blank),
    startsAt: (offset) => starts.get(offset) ?? Number.NaN,
    endsAt: (offset) => ends.get(offset) ?? Number.NaN,
    width: (from, to) => (columns[to] ?? 0) - (columns[from] ?? 0),
    isBroken: (from, to) => {
      // What stands before the first word ends no line between them.
      const before = (gaps[from]?.comments.length ?? 0) > 0 ? 1 : 0
      return (breaks[to] ?? 0) - (breaks[from] ?? 0) - before > 0
    },
  }
}

function withoutFreeCommas(
  read: Separated,
  { entryEnds, joined }: Outline,
): Pick<Separated, 'gaps' | 'lines'> & { readonly tokens: readonly Token[] } {
  const gaps = [...read.gaps]
  const places = new Set(joined)
  const tokens: Token[] = []
  const kept: Gap[] = []
  const lines: number[] = []
  read.words.forEach((word, index) => {
    // `and  # why` speaks of what stands before it, because `and` begins a line.
    if (places.has(read.words[index + 1]?.at.start ?? -1)) push(gaps, index, 'before')
    else if (word.text === ',') push(gaps, index, 'behind')
    if (word.text === ',' && entryEnds.has(read.words[index - 1]?.at.end ?? -1)) return
    tokens.push(word)
    kept.push(gaps[index] as Gap)
    lines.push(read.lines[index] as number)
  })
  return { tokens, gaps: [...kept, gaps.at(-1) as Gap], lines }
}

const closeBefore = new Set([',', ':', ')', ']', '..'])
const closeBehind = new Set(['(', '[', '..'])

function isSpaced(before: Token | undefined, token: Token, { called }: Outline): boolean {
  if (before === undefined) return false
  if (closeBefore.has(token.text) || closeBehind.has(before.text)) return false
  return !(token.text === '(' && called.has(before.at.end))
}
