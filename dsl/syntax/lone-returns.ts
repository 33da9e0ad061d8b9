import type { Fault } from './fault.ts'
import type { Token } from './token.ts'

/**
 * E110/return: CR alone, the line end of old Macs, ends no line here: what stands behind a comment would be part of it, and
 * every place would be told on line 1. Told once, at the first; in a text a CR is a character like others.
 */
export function loneReturns(text: string, tokens: readonly Token[]): readonly Fault[] {
  // Most files have none: asked first, as every edit asks.
  const first = text.search(lone)
  if (first === -1) return []
  for (const token of tokens) {
    if (token.type !== 'space' && token.type !== 'comment') continue
    for (let start = token.at.start; start < token.at.end; start += 1)
      if (start >= first && lone.test(text.slice(start, start + 2)))
        return [{ id: 'E110/return', at: { start, end: start + 1 } }]
  }
  return []
}

/** At the end of a file, or before CRLF, nothing is missed. */
const lone = /\r(?=[^\r\n])/u
