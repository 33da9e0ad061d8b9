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

interface Internals {
  readonly table: readonly {
    readonly states: readonly { readonly rule: nearley.Rule; readonly dot: number }[]
  }[]
  readonly current: number
  reportError: () => string
}

/** @throws {AmbiguousGrammar} when the words have two readings */
export function read(words: readonly Word[]): Reading {
  let next = 0
  const lexer: nearley.Lexer = {
    reset: () => {},
    save: () => ({}),
    formatError: () => '',
    next: () => words[next++],
  }
  const parser = new nearley.Parser(compiled, { lexer })
  const internals = parser as unknown as Internals
  // nearley would describe the grammar's states, which costs seconds and helps nobody.
  internals.reportError = () => 'unexpected word'
  try {
    parser.feed('')
  } catch (error) {
    const { token } = error as { token?: Word }
    if (!token) throw error
    return { word: token, expected: expectedIn(internals) }
  }
  const [piece, other] = parser.results as Piece[]
  if (other) throw new AmbiguousGrammar(`two readings of: ${words.map((word) => word.text).join(' ')}`)
  return piece ? { piece } : { word: null, expected: expectedIn(internals) }
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
