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
