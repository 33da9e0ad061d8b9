import type { ParsedFile } from '../syntax/parsed-file.ts'
import { print } from '../syntax/print.ts'
import { declaration } from './declarations.ts'
import { Page } from './page.ts'
import { scriptOf } from './script.ts'

/** A parsed file as it should be written. Every word and every comment of it is written once. */
export function layOut(parsed: ParsedFile): string {
  // The text as a whole is asked: the return before a comment's line end is in the comment's token.
  const lineEnd = /\r?\n/u.exec(print(parsed))?.[0] ?? '\n'
  const script = scriptOf(parsed)
  const out: string[] = []
  let wasOneLine = true

  const part = (first: number, write: (page: Page) => void): void => {
    const page = new Page(script, lineEnd)
    page.top(first)
    write(page)
    const { lines, isOneLine } = page.finished()
    // Short declarations of one matter may stand together; that is the author's to know.
    const isFree = (script.above[first]?.[0]?.blank ?? script.blank[first]) || !(wasOneLine && isOneLine)
    if (out.length > 0 && isFree) out.push('')
    for (const line of lines) out.push(line)
    wasOneLine = isOneLine
  }
  if (script.texts[0] === 'edition') part(0, (page) => page.words(0, 2, 2))
  for (const node of parsed.declarations) part(script.startsAt(node.at.start), (page) => declaration(page, node))

  const rest = script.above.at(-1) ?? []
  for (const [index, { text, blank }] of rest.entries()) {
    if (blank && (index > 0 || out.length > 0)) out.push('')
    out.push(text)
  }
  return out.map((line) => line + lineEnd).join('')
}
