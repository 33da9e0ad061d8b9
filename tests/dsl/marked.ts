import type { Problem } from '../../dsl/model/problems.ts'

/** Sample text with «…» around the place where the problem must point. */
export interface Marked {
  readonly text: string
  readonly start: number
  readonly end: number
}
export function unmark(marked: string): Marked {
  const start = marked.indexOf('«')
  const end = marked.indexOf('»') - 1
  return { text: marked.replace(/[«»]/gu, ''), start, end }
}

/** The text as the fix of the problem leaves it; null where the problem has none. */
export function mended(text: string, { fix }: Problem): string | null {
  if (!fix) return null
  return fix.edits
    .toSorted((a, b) => b.range.start.offset - a.range.start.offset)
    .reduce(
      (before, { range, text: put }) => before.slice(0, range.start.offset) + put + before.slice(range.end.offset),
      text,
    )
}
