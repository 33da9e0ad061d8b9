/** `npm run -s bench -- NAME [--json]`: runs one benchmark; with `--json` the last line of standard output is its figures. */
import { ingest } from './ingest/index.ts'
import { language } from './language/index.ts'
import type { Benchmark } from './result.ts'

const benchmarks: Readonly<Record<string, Benchmark>> = { ingest, language }

const [name, ...rest] = process.argv.slice(2)
const benchmark = name === undefined ? undefined : benchmarks[name]
const unknown = rest.filter((word) => word !== '--json')
if (!benchmark || unknown.length > 0) {
  if (unknown.length > 0) console.error(`Unknown option: ${unknown.join(' ')}. The only one is --json.`)
  else console.error(`${name ? `There is no benchmark "${name}".` : 'Name a benchmark.'}`)
  console.error(`Usage: npm run -s bench -- NAME [--json]\nNAME is one of: ${Object.keys(benchmarks).join(', ')}`)
  process.exit(2)
}
const json = rest.includes('--json')
const { figures, ratios } = await benchmark((line) => console.error(line))
if (json) console.log(JSON.stringify({ bench: name, figures, ratios }))
else console.table({ ...figures, ...ratios })
