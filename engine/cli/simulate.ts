import { colors } from './colours.ts'
import { compile } from '../../dsl/compile/index.ts'
import { localFromText } from '../../dsl/model/local-time.ts'
import type { Arriving } from '../../dsl/simulate/alert.ts'
import { shown, simulate as simulated } from '../../dsl/simulate/simulate.ts'
import { timeline } from '../../dsl/simulate/timeline.ts'
import { commandLine } from '../config-command.ts'
import { notLoadedNote } from './not-loaded.ts'
import { print, printJson } from './print.ts'
import { alertReader, readText } from './read-alert.ts'
import { reportProblems } from './report-problems.ts'
import { readRules } from './rule-set.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface SimulateOptions {
  readonly alert: string
  readonly at?: string
  readonly brief?: boolean
  readonly json?: boolean
}

/** Shows what rule files would do with one alert; nothing is sent and nothing is started. */
export const simulate: Verb = {
  name: 'simulate',
  summary: 'show what rules would do with an alert: which take it and why, every step with its time, every message',
  setUp: (command) => {
    command
      .argument('<rules...>', 'rule files, or folders of them')
      .requiredOption(
        '--alert <file>',
        'JSON file with the alert (as for POST /api/v1/alerts), or - for standard input',
      )
      .option('--at <time>', 'when it arrives, UTC: 2026-03-02T03:10 (default: now)')
      .option('--brief', 'only what reaches people or changes something, a line each, without clauses and texts')
      .option('--json', 'print the whole trace as one JSON object, times in UTC')
      .addHelpText(
        'after',
        '\nTime is virtual: nobody acknowledges, nothing resolves, so every wait runs out; repairs are taken to succeed.\n' +
          'Exit code: 0 shown, 2 the rules have errors or the alert cannot be read.',
      )
      .action(run)
  },
}

async function run(paths: readonly string[], options: SimulateOptions): Promise<void> {
  const at = options.at === undefined ? Date.now() : localFromText(options.at.replace(/Z$/u, ''))
  // The 30th of February would be a day of March.
  const isThere = options.at === undefined || (!Number.isNaN(at) && options.at.startsWith(dayOf(at)))
  if (!isThere) throw new VerbFailed(`--at ${options.at} is no time.`, 'write it as 2026-03-02T03:10, UTC.')
  const { files, ofRules: errors, notLoaded, textOf } = await readRules(paths)
  if (errors.length > 0) {
    if (options.json) printJson({ problems: errors })
    else reportProblems(errors, textOf)
    throw new VerbFailed(
      'Rules with errors cannot be simulated.',
      `mend them first; \`${commandLine('check')}\` shows the same.`,
    )
  }
  const event = await readAlert(options.alert)
  const rules = compile(files, 'simulation')
  const { trace } = simulated(rules, event, at)
  if (options.json) return printJson({ at: new Date(at).toISOString(), trace: shown(trace, rules) })
  const note = notLoadedNote(notLoaded)
  if (note !== null) print(colors.yellow(note))
  print(colors.dim('Virtual time, shown in UTC. Nothing was sent.'))
  const detail = options.brief ? { brief: true } : { plans: rules.plans }
  for (const line of timeline(trace, { start: at, zone: 'UTC', ...detail })) print(line)
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

async function readAlert(file: string): Promise<Arriving> {
  const text = await readText(file)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    throw new VerbFailed(`${file} is no JSON: ${(error as Error).message}.`, 'name a JSON file with one alert, or -.')
  }
  const read = (await alertReader())(body)
  if ('event' in read) return read.event
  throw new VerbFailed(`${file} is no alert: ${read.problem}.`, read.next)
}
