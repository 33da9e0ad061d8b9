/** Programs that the grammar itself makes: any path through its rules, as text with any layout. */
import { grammar } from '../../../dsl/syntax/grammar.generated.ts'

type GrammarSymbol = string | { readonly literal: string } | { readonly type: string }
interface GrammarRule {
  readonly name: string
  readonly symbols: readonly GrammarSymbol[]
}

export const grammarRules = grammar.ParserRules as readonly GrammarRule[]
const byName = Map.groupBy(grammarRules, (rule) => rule.name)

const samples: Readonly<Record<string, readonly string[]>> = {
  string: [
    '"s"',
    '"{{alert.name | upper}}"',
    '"""\n  two\n  lines\n  """',
    '"""\n\tone {{a.b | default("it\'s")}}\n\n\t\ttwo"""',
    '"名"',
    '"{{a.b | default(\\"x\\")}}"',
    '"[{{label.env}}] a text that takes much of a line, as titles and messages do"',
  ],
  regex: ['/x/', '/^a.*b$/i'],
  datetime: ['2026-01-01T00:00', '2026-01-01T10:11:12'],
  date: ['2026-01-01'],
  time: ['09:00', '24:00'],
  duration: ['5m', '1h30m', '90s', '26h', '2w'],
  size: ['1GiB', '2.5kB'],
  percent: ['5%'],
  number: ['7', '-5', '1e6', '1_000', '2.5'],
  handle: ['@a', '@équipe.b'],
  path: ['a.b', 'label["k8s.io/app"]', 'host.items[0].x', 'label.to'],
  ident: ['x', 'größe', '主机'],
  soft: ['level', 'items', 'source'],
  hard: ['rule', 'in', 'test'],
  day: ['mon', 'sun'],
  bool: ['true', 'none'],
}
const layouts = [' ', ' ', '\n', '\n  ', '\t', ' # a note\n', '\r\n', '\n  ## doc\n  ']
/** Comments in every place that a comment can have, each with a number, and free lines. */
export const commented: readonly string[] = [
  ...Array.from({ length: 24 }, () => ' '),
  ...Array.from({ length: 6 }, () => '\n  '),
  ...['\n\n', '\n\n\n\t', ' # №\n', '\n  # №\n  ', '\n\n# №\n\n', ' ## №\n', '\n## №\n  ', '\n  ## №\n## №\n\n'],
]

/** Shortest way from each rule to terminals, so that a program always ends. */
const heights = new Map<string, number>()
const heightOf = (symbol: GrammarSymbol) =>
  typeof symbol === 'string' ? (heights.get(symbol) ?? Number.POSITIVE_INFINITY) : 0
const ruleHeight = ({ symbols }: GrammarRule) => 1 + Math.max(0, ...symbols.map(heightOf))
for (let changed = true; changed; ) {
  changed = false
  for (const rule of grammarRules)
    if (ruleHeight(rule) < (heights.get(rule.name) ?? Number.POSITIVE_INFINITY)) {
      heights.set(rule.name, ruleHeight(rule))
      changed = true
    }
}

/** mulberry32: a small generator, so that a seed names a program. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * @param start a rule of the grammar, such as `decl`
 * @param between what may stand between two words; `№` in it becomes a number of its own
 */
export function randomProgram(seed: number, start: string, between: readonly string[] = layouts): string {
  const random = randomOf(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const words: string[] = []
  const write = (symbol: GrammarSymbol, depth: number): void => {
    if (typeof symbol !== 'string') {
      // A number after a value would be read as `7 -5`: a sum with blanks on one side (D96).
      const word = 'literal' in symbol ? symbol.literal : pick(samples[symbol.type] ?? [])
      words.push(
        word.startsWith('-') && word.length > 1 && /[\p{L}\p{N})\]}"%/]$/u.test(words.at(-1) ?? '') ? '7' : word,
      )
      return
    }
    const rules = byName.get(symbol) ?? []
    const shortest = Math.min(...rules.map(ruleHeight))
    const chosen = pick(depth > 0 ? rules : rules.filter((rule) => ruleHeight(rule) === shortest))
    for (const one of chosen.symbols) write(one, depth - 1)
  }
  write(start, 6 + Math.floor(random() * 14))
  let number = 0
  const gap = () => pick(between).replaceAll('№', () => String(++number))
  return `${words.map((word) => word + gap()).join('')}\n`
}
