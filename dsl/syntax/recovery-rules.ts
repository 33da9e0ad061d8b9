/** Rules that only recovery uses: a `broken` word stands for a statement that did not read. The language has no such word. */
import type nearley from 'nearley'
import type { Block, Expr, Handler, If, Parallel, Text } from './ast.ts'
import type { Word } from './token.ts'

/** Grammar rules whose words are one statement to the writer. */
export const statementRules: ReadonlySet<string> = new Set([
  ...['decl', 'step', 'ritem', 'titem', 'wline', 'sitem', 'level', 'branch'],
])

const broken = { type: 'broken' }
const nothing = () => null

/** A condition about which no check has anything to say. */
const anyCondition = (word: Word): Expr => ({
  kind: 'truth',
  value: { kind: 'path', segments: ['run', 'id'], at: word.at },
  at: word.at,
})
const noTitle = (word: Word): Text => ({ kind: 'text', parts: [], block: false, at: word.at })

/** Steps whose head did not read, as a step that runs them and nothing else. */
const bodyOnly = (word: Word, block: Block, handlers: { readonly handlers: readonly Handler[] }): Parallel => ({
  kind: 'parallel',
  join: 'all',
  branches: [{ title: noTitle(word), block, at: block.at }],
  clauses: [],
  handlers: handlers.handlers,
  doc: word.doc,
  at: { start: word.at.start, end: block.at.end },
})
const arm = (keyword: Word, word: Word, block: Block): If['arms'][number] & { readonly keyword: Word } => ({
  condition: anyCondition(word),
  block,
  at: { start: keyword.at.start, end: block.at.end },
  keyword,
})

interface Rule {
  readonly name: string
  readonly symbols: readonly unknown[]
  readonly postprocess: (parts: never) => unknown
}
const rules: readonly Rule[] = [
  ...[...statementRules].map((name) => ({ name, symbols: [broken], postprocess: nothing })),
  {
    name: 'step',
    symbols: [broken, 'block', 'htail'],
    postprocess: ([word, block, tail]: [Word, Block, { handlers: readonly Handler[] }]) => bodyOnly(word, block, tail),
  },
  {
    name: 'arm',
    symbols: [{ literal: 'if' }, broken, 'block'],
    postprocess: ([keyword, word, block]: [Word, Word, Block]) => arm(keyword, word, block),
  },
]
export const recoveryRules = rules as unknown as nearley.CompiledRules['ParserRules']
