// Compiles grammar.ne to grammar.generated.ts: nearley's own compiler, printed as an ES module that type-checks.
// Plain JavaScript, so that any Node runs it. The same grammar always gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import compile from 'nearley/lib/compile.js'
import nearley from 'nearley/lib/nearley.js'
import bootstrapped from 'nearley/lib/nearley-language-bootstrapped.js'

const here = (name) => new URL(name, import.meta.url)

const parser = new nearley.Parser(nearley.Grammar.fromCompiled(bootstrapped))
parser.feed(`${readFileSync(here('grammar.ne'), 'utf8')}\n`)
const grammar = compile(parser.results[0], { version: 'any' })

/** nearley copies a list for every item that joins it; ours links them. */
const builtins = { arrpush: 'build.more', id: 'id', nuller: '() => null' }

function postprocessor({ postprocess }) {
  if (!postprocess) return ''
  if (!postprocess.builtin) return `, postprocess: ${postprocess.trim()}`
  const known = builtins[postprocess.builtin]
  if (!known) throw new Error(`grammar.ne uses nearley's ${postprocess.builtin}, which this script doesn't translate`)
  return `, postprocess: ${known}`
}

function symbol(one) {
  if (typeof one === 'string') return `'${one}'`
  if (one.literal) return `{ literal: ${JSON.stringify(one.literal)} }`
  const type = /\.has\("(\w+)"\)/.exec(one.token ?? '')?.[1]
  if (!type) throw new Error(`grammar.ne holds a symbol that this script doesn't translate: ${JSON.stringify(one)}`)
  return `{ type: '${type}' }`
}

const rules = grammar.rules.map(
  (rule) => `  { name: '${rule.name}', symbols: [${rule.symbols.map(symbol).join(', ')}]${postprocessor(rule)} },`,
)

const module = `// Made from grammar.ne by \`npm run generate\`. Change grammar.ne instead.
import type { CompiledRules } from 'nearley'
import * as build from './build/index.ts'

const id = ([only]: readonly unknown[]) => only

export const grammar: CompiledRules = {
ParserStart: '${grammar.start}',
ParserRules: [
${rules.join('\n')}
] as CompiledRules['ParserRules'],
}
`

// `--print` shows what would be written: a test compares it with the file.
if (process.argv.includes('--print')) process.stdout.write(module)
else writeFileSync(here('grammar.generated.ts'), module)
