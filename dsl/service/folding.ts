/** What can be folded away: bodies in brackets, texts and comments of several lines. */
import { positionAt } from '../syntax/lines.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

export interface Fold {
  /** Lines from 1; the last one is hidden too, so a closing bracket stays in view. */
  readonly from: number
  readonly to: number
  readonly kind: 'comment' | 'body'
}

const opening = new Set(['{', '(', '['])
const closing = new Set(['}', ')', ']'])

export function folds(parsed: ParsedFile): readonly Fold[] {
  const found: Fold[] = []
  const add = (from: number, to: number, kind: Fold['kind']) => {
    if (to > from) found.push({ from, to, kind })
  }
  const open: number[] = []
  let comment: { readonly from: number; to: number } | null = null
  for (const token of parsed.tokens) {
    if (token.type === 'space') continue
    const { line } = positionAt(parsed.lines, token.at.start)
    if (token.type === 'comment') {
      if (comment?.to === line - 1) comment.to = line
      else {
        if (comment) add(comment.from, comment.to, 'comment')
        comment = { from: line, to: line }
      }
      continue
    }
    if (token.type === 'string') add(line, positionAt(parsed.lines, token.at.end).line - 1, 'body')
    if (token.type !== 'op') continue
    if (opening.has(token.text)) open.push(line)
    else if (closing.has(token.text)) {
      const from = open.pop()
      if (from !== undefined) add(from, line - 1, 'body')
    }
  }
  if (comment) add(comment.from, comment.to, 'comment')
  return found.toSorted((a, b) => a.from - b.from || b.to - a.to)
}
