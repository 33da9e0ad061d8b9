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

/** `label['a/b']`, `host.body["k"][0]`: a path with names in brackets, whose quotes are those of a text in a hole. */
const bracketed =
  /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*|\[(?:\d+|'(?:\\[\s\S]|[^'\\])*'|\\?"[^"]*")\])+/u
const parts = new RegExp(`${bracketed.source}|${quoted.source}`, 'gu')

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
  const written = ({ at: { start, end } }: Token): string => inside.slice(start - at.start - 2, end - at.start - 2)
  const [first] = tokens
  if (first && found === first && (first.type === 'string' || build.literal(first)))
    return { fault: plainly(written(first), first.at, tokens.length === 1 ? at : null) }
  const meant = found ? meantByHole(inside) : null
  if (found && meant) {
    const fix = { edits: [{ at, text: meant.better }], safe: false }
    const args = { found: found.text, better: meant.better }
    return { fault: { id: 'E107/foreign', at: found.at, args, ...(meant.isWhole ? { fix } : {}) } }
  }
  return found
    ? { fault: { id: 'E107', at: found.at, args: { found: written(found) } } }
    : { fault: { id: 'E107/ended', at: { start: at.end - 2, end: at.end } } }
}

/** A text or number that needs no braces. @param whole the hole, where nothing else stands in it */
function plainly(found: string, at: Span, whole: Span | null): Fault {
  const text = found.replace(/^'([^'\\"{]*)'$/u, '$1')
  if (!whole || /^['"\\]/u.test(text)) return { id: 'E107/text', at, args: { found } }
  return { id: 'E107/text', at, args: { found, better: text }, fix: { edits: [{ at: whole, text }], safe: true } }
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
  for (const match of inside.matchAll(parts)) {
    between(at, match.index)
    const [written] = match
    const isText = /^['"\\]/u.test(written)
    const start = base + match.index
    tokens.push({
      type: isText ? 'string' : 'path',
      text: isText ? inDoubleQuotes(written) : written.replace(quoted, inDoubleQuotes),
      at: { start, end: start + written.length },
    })
    at = match.index + written.length
  }
  between(at, inside.length)
  return tokens
}

/** A text of a hole as the language writes texts elsewhere. */
function inDoubleQuotes(written: string): string {
  const escaped = written.startsWith('\\')
  const text = written.slice(escaped ? 2 : 1, escaped && written.endsWith('\\"') ? -2 : -1)
  return `"${text.replace(/\\'/gu, "'").replaceAll('"', '\\"')}"`
}
