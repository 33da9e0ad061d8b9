/** The text of `matchers`: the classic form of all versions, then the one with quoted names of 0.27. */
import type { Matcher, MatchOp } from './matcher.ts'

/**
 * The matchers of one line, with or without braces; null when neither form reads. The classic form is tried first, as
 * Alertmanager prefers its reading where the two differ.
 */
export const parseMatchers = (line: string): readonly Matcher[] | null => classic(line) ?? utf8(line)

function classic(line: string): readonly Matcher[] | null {
  const tokens: string[] = []
  let token = ''
  let quoted = false
  let escaped = false
  for (const character of line.replace(/^\{/u, '').replace(/\}$/u, '')) {
    if (character === ',' && !quoted) {
      tokens.push(token)
      token = ''
      continue
    }
    if (character === '"' && !escaped) quoted = !quoted
    escaped = character === '\\' && !escaped
    token += character
  }
  if (token.trim() !== '') tokens.push(token)
  const found = tokens.map(classicMatcher)
  return found.some((one) => one === null) ? null : found.filter((one) => one !== null)
}

function classicMatcher(token: string): Matcher | null {
  const read = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/u.exec(token)
  if (!read) return null
  const [, label = '', op, raw = ''] = read
  const isQuoted = raw.startsWith('"')
  if (isQuoted && (raw.length < 2 || !raw.endsWith('"'))) return null
  let value = ''
  const text = isQuoted ? raw.slice(1) : raw
  const last = text.length - 1
  let closed = !isQuoted
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string
    const next = text[at + 1]
    if (character === '\\' && next !== undefined) {
      // An escape that means nothing keeps its backslash.
      value += next === 'n' ? '\n' : next === '"' || next === '\\' ? next : `\\${next}`
      at += 1
    } else if (character === '"') {
      if (closed || at < last) return null
      closed = true
    } else value += character
  }
  return closed ? { label, op: op as MatchOp, value } : null
}

const piece = /"(?:\\[\s\S]|[^"\\])*"|[^\s{}!=~,"'\\`]+/u.source
const one = new RegExp(String.raw`\s*(${piece})\s*(=~|!=|!~|=)\s*(${piece})\s*(,|$)`, 'uy')

function utf8(line: string): readonly Matcher[] | null {
  const trimmed = line.trim()
  const open = trimmed.startsWith('{')
  if (open !== trimmed.endsWith('}')) return null
  const text = open ? trimmed.slice(1, -1) : trimmed
  const found: Matcher[] = []
  one.lastIndex = 0
  while (one.lastIndex < text.length) {
    const read = one.exec(text)
    if (!read) return null
    const [, label, value] = [read[0], unquote(read[1] ?? ''), unquote(read[3] ?? '')]
    if (label === null || value === null) return null
    found.push({ label, op: read[2] as MatchOp, value })
  }
  return found
}

const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' },
  ...{ '"': '"', '\\': '\\' },
}

/** A text in Go's quotes; null for an escape that Go does not know. */
function unquote(text: string): string | null {
  if (!text.startsWith('"')) return text
  let known = true
  const read = text
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/gu,
      (_, byte?: string, short?: string, long?: string, sign = '') => {
        const code = Number.parseInt(byte ?? short ?? long ?? '', 16)
        if (code <= 0x10ffff) return String.fromCodePoint(code)
        known &&= Object.hasOwn(escapes, sign)
        return escapes[sign] ?? ''
      },
    )
  return known ? read : null
}
