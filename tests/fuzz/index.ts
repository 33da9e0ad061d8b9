/**
 * `npm run -s fuzz [-- NAME…] [--seed N] [--cases N] [--minutes N] [--json]`: the properties of the language, tried for longer
 * than a test may take. The seed stands in what it prints, and tries the same cases again.
 */
import { parseArgs } from 'node:util'
import { properties } from './properties.ts'

const usage = `Usage: npm run -s fuzz -- [NAME…] [--seed N] [--cases N] [--minutes N] [--json]
A NAME tries the properties that begin so; without one all. They are:
${properties.map(({ name, cases }) => `  ${name} (${cases} cases)`).join('\n')}
--minutes ends the run (30 unless told): what was not tried by then is said, and is a failure.`

function stop(problem: string): never {
  console.error(`${problem}\n${usage}`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        cases: { type: 'string' },
        minutes: { type: 'string', default: '30' },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}

const { values, positionals } = readOptions()
const whole = (name: 'seed' | 'cases', text: string | undefined): number | null => {
  if (text === undefined) return null
  return /^-?\d+$/u.test(text) ? Number(text) : stop(`--${name} is a whole number, not ${text}.`)
}
const minutes = Number(values.minutes)
if (!(minutes > 0)) stop(`--minutes is a number above 0, not ${values.minutes}.`)
// The one place that is meant to be different each time; it is printed.
const seed = whole('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31)
const asked = whole('cases', values.cases)
const chosen = properties.filter(
  ({ name }) => positionals.length === 0 || positionals.some((one) => name.startsWith(one)),
)
if (chosen.length === 0) stop(`No property is called ${positionals.join(', ')}.`)

const began = performance.now()
const leftMs = () => minutes * 60_000 - (performance.now() - began)
console.error(`seed ${seed}, at most ${minutes} minutes`)
const figures: Record<string, number> = { seed }
let failed = 0
for (const { name, cases, attempt } of chosen) {
  const wanted = asked ?? cases
  const from = performance.now()
  const left = leftMs()
  const { tried, report } =
    left > 0
      ? await attempt({ seed, numRuns: wanted, interruptAfterTimeLimit: left, markInterruptAsFailure: false })
      : { tried: 0, report: null }
  const seconds = (performance.now() - from) / 1000
  figures[`${name.replaceAll('-', '_')}_cases`] = tried
  if (report !== null) {
    failed += 1
    console.error(`FAILED ${name}\n${report}`)
    console.error(`again: npm run -s fuzz -- ${name} --seed ${seed} --cases ${wanted}`)
  } else if (tried < wanted) {
    failed += 1
    console.error(`UNFINISHED ${name}: ${tried} of ${wanted} cases before the time was over`)
  } else console.error(`ok ${name}: ${tried} cases in ${seconds.toFixed(1)} s`)
}
figures.failed = failed
figures.seconds = Math.round((performance.now() - began) / 1000)
if (values.json) console.log(JSON.stringify({ fuzz: figures }))
process.exitCode = failed > 0 ? 1 : 0
