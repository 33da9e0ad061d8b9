/** The second, tiny parser: `{{ path or call | filter(args) }}` (D57). Offsets are those of the file. */
import { type Span, through } from '../model/span.ts'
import type { Call, Filter, Hole, NameRef, Path, Text, Value } from './ast.ts'
import * as build from './build/values.ts'
import type { Fault } from './fault.ts'
import { tokenise } from './lexer.ts'
import { meantByHole } from './slips/holes.ts'
import { isTrivia, type Token } from './token.ts'

const deepest = 20
/** A text inside `{{ }}`: in single quotes, or as D58 still reads it. */
export const quoted = /'(?:\\[\s\S]|[^'\\])*'|\\?"[^"]*"/gu

const isName = (token: Token): boolean => token.type === 'ident' || token.type === 'soft'

/**
 * @param inside what stands between the braces, which lie at the ends of `at`
 * @param readText reads the texts in it: a text holds holes, and a hole texts
 */
export function parseHole(
  inside: string,
  at: Span,
  readText: (token: Token) => Text,
): { readonly hole: Hole } | { readonly fault: Fault } {
  const tokens = holeTokens(inside, at.start + 2)
  let next = 0
  let failed: Token | null = null
  let depth = 0

  const peek = (): Token | undefined => tokens[next]
  const take = (text: string): boolean => {
    if (peek()?.text !== text) return false
    next += 1
    return true
  }
  const fail = (): null => {
    failed ??= peek() ?? null
    return null
  }

  const args = (): Value[] | null => {
    const values: Value[] = []
    if (take(')')) return values
    do {
      const value = atom()
      if (value === null) return null
      values.push(value)
    } while (take(','))
    return take(')') ? values : fail()
  }
  const reference = (): Path | NameRef | Call | null => {
    const token = peek()
    if (token?.type === 'path') {
      next += 1
      return build.path([token])
    }
    // `default`, `count` and the like are fine as names of functions, hard word or not.
    if (!token || !(isName(token) || (token.type === 'hard' && tokens[next + 1]?.text === '('))) return fail()
    next += 1
    if (!take('(')) return build.ref([build.name([token])])
    depth += 1
    const values = depth > deepest ? fail() : args()
    depth -= 1
    const last = tokens[next - 1] as Token
    return values && { kind: 'call', name: build.name([token]), args: values, at: through(token.at, last.at) }
  }
  const atom = (): Value | null => {
    const token = peek()
    const literal = token && (token.type === 'string' ? readText(token) : build.literal(token))
    if (!literal) return reference()
    next += 1
    return literal
  }
  const filter = (): Filter | null => {
    const token = peek()
    if (!token || !(isName(token) || token.type === 'hard')) return fail()
    next += 1
    const values = take('(') ? args() : []
    const last = tokens[next - 1] as Token
    return values && { name: build.name([token]), args: values, at: through(token.at, last.at) }
  }

  const value = reference()
  const filters: Filter[] = []
  let whole = value !== null
  while (whole && take('|')) {
    const read = filter()
    if (read) filters.push(read)
    else whole = false
  }
  if (value && whole && next >= tokens.length) return { hole: { kind: 'hole', value, filters, at } }
  const found: Token | undefined = failed ?? peek()
  if (tokens.length === 0) return { fault: { id: 'E107/empty', at } }
  const meant = found ? meantByHole(inside) : null
  if (found && meant) {
    const fix = { edits: [{ at, text: meant.better }], safe: false }
    const args = { found: found.text, better: meant.better }
    return { fault: { id: 'E107/foreign', at: found.at, args, ...(meant.isWhole ? { fix } : {}) } }
  }
  return found
    ? { fault: { id: 'E107', at: found.at, args: { found: found.text } } }
    : { fault: { id: 'E107/ended', at: { start: at.end - 2, end: at.end } } }
}

/** Strings stand in single quotes; `\"` and, in a block, `"` are read too (D58). */
function holeTokens(inside: string, base: number): Token[] {
  const tokens: Token[] = []
  const between = (from: number, to: number): void => {
    for (const token of tokenise(inside.slice(from, to)))
      if (!isTrivia(token))
        tokens.push({ ...token, at: { start: token.at.start + from + base, end: token.at.end + from + base } })
  }
  let at = 0
  for (const match of inside.matchAll(quoted)) {
    between(at, match.index)
    const escaped = match[0].startsWith('\\')
    const text = match[0].slice(escaped ? 2 : 1, escaped && match[0].endsWith('\\"') ? -2 : -1)
    const start = base + match.index
    tokens.push({
      type: 'string',
      text: `"${text.replace(/\\'/gu, "'").replaceAll('"', '\\"')}"`,
      at: { start, end: start + match[0].length },
    })
    at = match.index + match[0].length
  }
  between(at, inside.length)
  return tokens
}
