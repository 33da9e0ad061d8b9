import type { Token } from '../syntax/token.ts'
import { sameText } from './word-text.ts'

/**
 * A text in triple quotes at another depth: its lines keep their distance to each other, and the text that it stands for
 * stays the same to the byte.
 * @param indent blanks before its lines and its closing quotes
 */
export function blockText(token: Token, text: string, indent: number, lineEnd: string): string {
  const raw = text.slice(3, -3)
  const opening = /^[ \t\r]*\n/u.exec(raw)?.[0].length ?? 0
  // Text that begins beside the quotes has no depth of its own.
  if (opening === 0) return text
  const tail = /\r?\n[ \t]*$/u.exec(raw.slice(opening - 1))
  const inner = raw.slice(opening, tail ? Math.max(opening, tail.index + opening - 1) : raw.length)
  const lines = inner.split('\n')
  const depth = lines
    .filter((line) => line.trim() !== '')
    .reduce((least, line) => Math.min(least, leadOf(line)), Number.POSITIVE_INFINITY)
  if (depth === Number.POSITIVE_INFINITY) return text
  const blanks = ' '.repeat(indent)
  const moved = lines.map((line) => {
    const rest = line.slice(Math.min(leadOf(line), depth))
    return rest === '' || rest === '\r' ? rest : blanks + rest
  })
  const better = `"""${lineEnd}${moved.join('\n')}${tail ? lineEnd + blanks : ''}"""`
  return sameText(token, better) ? better : text
}

const leadOf = (line: string): number => /^[ \t]*/u.exec(line)?.[0].length ?? 0
