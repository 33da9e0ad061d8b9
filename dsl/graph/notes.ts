/** Which comment belongs to what: one on its own line to what follows it, one behind a word to what the word is part of. */
import type { Span } from '../model/span.ts'
import { isTrivia, type Token } from '../syntax/token.ts'
import type { Note } from './model.ts'
import { type Owned, type Owner, paint, segmentAt } from './segments.ts'

export interface OwnedNote extends Owner {
  readonly note: Note
  /** Where the bracket stands that the comment is last before; null else. */
  readonly closing: number | null
}

/**
 * @param statements frames and nodes with their spans
 * @param broken what does not read; comments in it are part of its text
 */
export function notesOf(
  tokens: readonly Token[],
  statements: readonly Owned[],
  broken: readonly Span[],
): readonly OwnedNote[] {
  const length = tokens.at(-1)?.at.end ?? 0
  const segments = paint(statements, length)
  // A frame and what it begins with never begin at the same place, but for what is innermost.
  const starts = new Map(statements.map((one) => [one.at.start, one]))
  const found: OwnedNote[] = []
  let before: Token | null = null
  let ownLine = true
  const waiting: Token[] = []
  const settle = (next: Token | null): void => {
    for (const token of waiting) {
      const begun = next && starts.get(next.at.start)
      const owner = begun ?? (next && segmentAt(segments, next.at.start))
      const place = begun ? 'above' : 'inside'
      const closing = next?.text === '}' ? next.at.start : null
      found.push({ ...ownerOf(owner), closing, note: noteOf(token, place) })
    }
    waiting.length = 0
  }
  for (const token of tokens) {
    if (token.type === 'space') ownLine ||= token.text.includes('\n')
    else if (token.type === 'comment') {
      const isOwn: boolean = ownLine || before === null
      if (broken.some(({ start, end }) => start < token.at.start && token.at.start < end)) continue
      if (isOwn) waiting.push(token)
      else if (before)
        found.push({
          ...ownerOf(segmentAt(segments, before.at.start)),
          closing: null,
          note: noteOf(token, 'behind'),
        })
      ownLine = false
    }
    if (isTrivia(token)) continue
    settle(token)
    before = token
    ownLine = false
  }
  settle(null)
  return found
}

const ownerOf = (owner: Owner | null | undefined): Owner => ({ frame: owner?.frame ?? null, node: owner?.node ?? null })

function noteOf({ text, at }: Token, place: Note['place']): Note {
  const written = text.trimEnd()
  return {
    text: written.replace(/^##? ?/u, ''),
    doc: written.startsWith('##') && place === 'above',
    at: { start: at.start, end: at.start + written.length },
    place,
  }
}
