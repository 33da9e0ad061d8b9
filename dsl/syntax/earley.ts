/** The only file that knows nearley. */
import nearley from 'nearley'
import type { Piece } from './build/declarations.ts'
import { grammar } from './grammar.generated.ts'
import { recoveryRules, statementRules } from './recovery-rules.ts'
import type { TokenType, Word } from './token.ts'

/** A terminal that the grammar would have taken. */
export type Expected = { readonly literal: string } | { readonly type: TokenType }

export type Reading =
  | { readonly piece: Piece }
  /** `word` is null when the piece ended too early. */
  | { readonly word: Word | null; readonly expected: readonly Expected[]; readonly statement: Statement | null }

/** The smallest statement around the place where reading stopped. */
export interface Statement {
  /** Its rule of the grammar. */
  readonly rule: string
  /** Index of its first word. */
  readonly from: number
  /** The rule of a statement that might have begun at this very word. */
  readonly next: string | null
}

/** A piece that can be read in two ways: a fault of the grammar, never of the text. */
export class AmbiguousGrammar extends Error {
  override readonly name = 'AmbiguousGrammar'
}

const compiled = nearley.Grammar.fromCompiled(grammar)
const recovering = nearley.Grammar.fromCompiled({
  ...grammar,
  ParserRules: [...grammar.ParserRules, ...recoveryRules],
})

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

/**
 * @param words among them perhaps `broken` ones, which stand for statements that did not read
 * @throws {AmbiguousGrammar} when the words have two readings
 */
export function read(words: readonly Word[]): Reading {
  const { parser, refused } = feed(words, words.some((word) => word.type === 'broken') ? recovering : compiled)
  const internals = parser as unknown as Internals
  if (refused) return { word: refused, expected: expectedIn(internals), statement: statementIn(internals) }
  const [piece, other] = parser.results as Piece[]
  if (other) throw new AmbiguousGrammar(`two readings of: ${words.map((word) => word.text).join(' ')}`)
  return piece ? { piece } : { word: null, expected: expectedIn(internals), statement: null }
}

function feed(
  words: readonly Word[],
  rules: nearley.Grammar = compiled,
): { readonly parser: nearley.Parser; readonly refused: Word | null } {
  let next = 0
  const lexer: nearley.Lexer = {
    reset: () => {},
    save: () => ({}),
    formatError: () => '',
    next: () => words[next++],
  }
  const parser = new nearley.Parser(rules, { lexer })
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
    if (typeof symbol !== 'object' || symbol === null || ('type' in symbol && symbol.type === 'broken')) continue
    found.set(JSON.stringify(symbol), symbol as Expected)
  }
  return [...found.values()]
}

function statementIn({ table, current }: Internals): Statement | null {
  const seen = new Set<State>()
  const open = [...(table[current]?.states ?? [])]
  let innermost: { readonly rule: string; readonly from: number } | null = null
  let next: string | null = null
  for (const state of open) {
    if (seen.has(state)) continue
    seen.add(state)
    const { rule, dot, reference } = state
    const isOver = dot === rule.symbols.length
    if (!isOver && statementRules.has(rule.name)) {
      if (reference === current) next = rule.name
      else if (innermost === null || reference > innermost.from) innermost = { rule: rule.name, from: reference }
    }
    // Beyond a statement that has begun there are only larger ones.
    if (!(statementRules.has(rule.name) && reference < current)) open.push(...state.wantedBy)
  }
  return innermost ? { ...innermost, next } : next === null ? null : { rule: next, from: current, next }
}

/** What a rule of the grammar can begin with: fixed words, and types as `%day`. */
export function firstWords(rule: string): ReadonlySet<string> {
  const known = firsts.get(rule)
  if (known) return known
  const found = new Set<string>()
  const seen = new Set<string>()
  const open = [rule]
  for (const name of open) {
    if (seen.has(name)) continue
    seen.add(name)
    for (const one of grammar.ParserRules)
      if (one.name === name) {
        const [symbol] = one.symbols as readonly unknown[]
        if (typeof symbol === 'string') open.push(symbol)
        else if (typeof symbol === 'object' && symbol !== null)
          found.add('literal' in symbol ? String(symbol.literal) : `%${(symbol as { type: string }).type}`)
      }
  }
  firsts.set(rule, found)
  return found
}
const firsts = new Map<string, ReadonlySet<string>>()
