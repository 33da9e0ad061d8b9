/** The inside of a string: escapes resolved, `{{ }}` parsed, a block's indentation taken off. */
import type { Text, TextPart } from './ast.ts'
import type { Fault } from './fault.ts'
import { parseHole } from './interpolation.ts'
import type { Token } from './token.ts'

export interface ReadText {
  readonly node: Text
  readonly faults: readonly Fault[]
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  '{': '{',
  '}': '}',
}
const hole = /\{\{((?:'(?:\\[\s\S]|[^'\\])*'|"[^"]*"|[^'"}]|\}(?!\}))*)\}\}/uy
const plain = /[^\\{\n]+/uy
const unicode = /\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))/uy

/** Reads a `string` token. */
export function readText(token: Token): ReadText {
  const block = token.text.startsWith('"""')
  const quotes = block ? 3 : 1
  const raw = token.text.slice(quotes, -quotes)
  const base = token.at.start + quotes
  const { from, to, indent } = block ? frame(raw) : { from: 0, to: raw.length, indent: 0 }
  const parts: TextPart[] = []
  const faults: Fault[] = []
  let characters = ''
  let begun = from
  let at = from
  let unclosed = false

  const flush = (): void => {
    if (characters !== '')
      parts.push({ kind: 'characters', text: characters, at: { start: base + begun, end: base + at } })
    characters = ''
  }
  const skipIndent = (): void => {
    for (let n = 0; n < indent && at < to && (raw[at] === ' ' || raw[at] === '\t'); n += 1) at += 1
  }

  skipIndent()
  while (at < to) {
    const character = raw[at] as string
    if (character === '\\') {
      const read = readEscape(raw, at)
      if (read === null)
        faults.push({
          id: 'E108',
          at: { start: base + at, end: base + at + 2 },
          args: { escape: raw.slice(at, at + 2) },
        })
      characters += read?.text ?? raw.slice(at, at + 2)
      at += read?.length ?? 2
    } else if (character === '{' && raw[at + 1] === '{' && !unclosed) {
      hole.lastIndex = at
      const found = hole.exec(raw)
      if (found === null) {
        faults.push({ id: 'E107/unclosed', at: { start: base + at, end: base + at + 2 } })
        unclosed = true
        continue
      }
      flush()
      const read = parseHole(found[1] ?? '', { start: base + at, end: base + at + found[0].length }, nodeOf)
      if ('fault' in read) faults.push(read.fault)
      else parts.push(read.hole)
      at += found[0].length
      begun = at
    } else if (character === '\n') {
      characters += character
      at += 1
      skipIndent()
    } else {
      plain.lastIndex = at
      const run = plain.exec(raw)?.[0] ?? character
      const piece = run.slice(0, to - at)
      characters += piece
      at += piece.length
    }
  }
  flush()
  return { node: { kind: 'text', parts, block, at: token.at }, faults }
}

/** A text inside a hole is taken as far as it can be read. */
export const nodeOf = (token: Token): Text => readText(token).node

function readEscape(raw: string, at: number): { readonly text: string; readonly length: number } | null {
  const simple = escapes[raw[at + 1] ?? '']
  if (simple !== undefined) return { text: simple, length: 2 }
  unicode.lastIndex = at
  const found = unicode.exec(raw)
  const code = Number.parseInt(found?.[1] ?? found?.[2] ?? '', 16)
  return found && code <= 0x10ffff ? { text: String.fromCodePoint(code), length: found[0].length } : null
}

/** A block's text begins on the line after `"""`, ends before the last line break, and loses what all lines are indented by. */
function frame(raw: string): { readonly from: number; readonly to: number; readonly indent: number } {
  const from = /^[ \t\r]*\n/u.exec(raw)?.[0].length ?? 0
  const tail = /\r?\n[ \t]*$/u.exec(raw)
  const to = Math.max(from, tail ? tail.index : raw.length)
  let indent = Number.POSITIVE_INFINITY
  for (const line of raw.slice(from, to).split('\n')) {
    const lead = /^[ \t]*/u.exec(line)?.[0].length ?? 0
    if (line.trim() !== '') indent = Math.min(indent, lead)
  }
  // Text that begins beside the quotes has nothing to measure by.
  return { from, to, indent: from > 0 && Number.isFinite(indent) ? indent : 0 }
}
