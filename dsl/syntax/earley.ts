/** The only file that knows nearley. */
import nearley from 'nearley'
import type { Piece } from './build/declarations.ts'
import { grammar } from './grammar.generated.ts'
import type { TokenType, Word } from './token.ts'

/** A terminal that the grammar would have taken. */
export type Expected = { readonly literal: string } | { readonly type: TokenType }

export type Reading =
  | { readonly piece: Piece }
  /** `word` is null when the piece ended too early. */
  | { readonly word: Word | null; readonly expected: readonly Expected[] }

/** A piece that can be read in two ways: a fault of the grammar, never of the text. */
export class AmbiguousGrammar extends Error {
  override readonly name = 'AmbiguousGrammar'
}

const compiled = nearley.Grammar.fromCompiled(grammar)

interface State {
  readonly rule: nearley.Rule
  readonly dot: number
  /** Index of the word at which it begins. */
  readonly reference: number
  readonly wantedBy: readonly State[]
}
interface Internals {
  readonly table: readonly { readonly states: readonly State[] }[]
  readonly current: number
  reportError: () => string
}

/** @throws {AmbiguousGrammar} when the words have two readings */
export function read(words: readonly Word[]): Reading {
  const { parser, refused } = feed(words)
  if (refused) return { word: refused, expected: expectedIn(parser as unknown as Internals) }
  const [piece, other] = parser.results as Piece[]
  if (other) throw new AmbiguousGrammar(`two readings of: ${words.map((word) => word.text).join(' ')}`)
  return piece ? { piece } : { word: null, expected: expectedIn(parser as unknown as Internals) }
}

function feed(words: readonly Word[]): { readonly parser: nearley.Parser; readonly refused: Word | null } {
  let next = 0
  const lexer: nearley.Lexer = {
    reset: () => {},
    save: () => ({}),
    formatError: () => '',
    next: () => words[next++],
  }
  const parser = new nearley.Parser(compiled, { lexer })
  // nearley would describe the grammar's states, which costs seconds and helps nobody.
  const internals = parser as unknown as Internals
  internals.reportError = () => 'unexpected word'
  try {
    parser.feed('')
    return { parser, refused: null }
  } catch (error) {
    const { token } = error as { token?: Word }
    if (!token) throw error
    return { parser, refused: token }
  }
}

/** One way in which the words may go on. */
export interface Continuation {
  /** Rule of the grammar that asks for the next word. */
  readonly rule: string
  /** The words with which the rule began, as the grammar has them. */
  readonly begun: readonly string[]
  /** A terminal, or the name of a rule: `name`, `path`. */
  readonly wants: Expected | { readonly rule: string }
  /** The fixed words that follow at once, the wanted one first: `up`, `to`. */
  readonly phrase: readonly string[]
  /** The step, or item of a rule, that the next word would belong to: its grammar rule and the index of its first word. */
  readonly within: readonly { readonly rule: string; readonly from: number }[]
}

/** Rules at which the search for what is around ends. */
const holders = new Set(['step', 'ritem', 'playbook', 'rule', 'decl'])

function within(state: State): { rule: string; from: number }[] {
  const found = new Map<string, { rule: string; from: number }>()
  const seen = new Set<State>()
  const open = [state]
  for (const one of open) {
    if (seen.has(one)) continue
    seen.add(one)
    if (one !== state && holders.has(one.rule.name)) {
      found.set(`${one.rule.name} ${one.reference}`, { rule: one.rule.name, from: one.reference })
      continue
    }
    open.push(...one.wantedBy)
  }
  return [...found.values()]
}

/** Every way in which the words may go on; null when they are no beginning of anything. */
export function continuations(words: readonly Word[]): readonly Continuation[] | null {
  const { parser, refused } = feed(words)
  if (refused) return null
  const { table, current } = parser as unknown as Internals
  return (table[current]?.states ?? []).flatMap((state) => {
    const symbols = state.rule.symbols as readonly unknown[]
    const wanted = symbols[state.dot]
    if (wanted === undefined) return []
    const literals = symbols.map((symbol) =>
      typeof symbol === 'object' && symbol !== null && 'literal' in symbol ? String(symbol.literal) : null,
    )
    const after = literals.slice(state.dot)
    const end = after.indexOf(null)
    return [
      {
        rule: state.rule.name,
        begun: literals.slice(0, state.dot).flatMap((literal) => literal ?? []),
        wants: typeof wanted === 'string' ? { rule: wanted } : (wanted as Expected),
        phrase: (end === -1 ? after : after.slice(0, end)).flatMap((literal) => literal ?? []),
        within: within(state),
      },
    ]
  })
}

function expectedIn({ table, current }: Internals): Expected[] {
  const found = new Map<string, Expected>()
  for (const { rule, dot } of table[current]?.states ?? []) {
    const symbol: unknown = rule.symbols[dot]
    if (typeof symbol !== 'object' || symbol === null) continue
    found.set(JSON.stringify(symbol), symbol as Expected)
  }
  return [...found.values()]
}
