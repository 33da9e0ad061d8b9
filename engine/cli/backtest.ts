import { IANAZone } from 'luxon'
import { compile } from '../../dsl/compile/index.ts'
import { readDuration } from '../../dsl/model/read-text.ts'
import type { CompiledRuleSet } from '../../dsl/model/rule-set.ts'
import { backtest as backtested } from '../../dsl/simulate/backtest.ts'
import type { ReplayOptions } from '../../dsl/simulate/replay.ts'
import { matcher } from '../matching/matcher.ts'
import { commandLine } from '../config-command.ts'
import { backtestReport, shownBacktest } from './backtest-report.ts'
import { print, printJson } from './print.ts'
import { readEvents } from './read-events.ts'
import { reportProblems } from './report-problems.ts'
import { readRules } from './rule-set.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface BacktestOptions {
  readonly old: string
  readonly new: string
  readonly events: string
  readonly ackAfter?: string
  readonly zone: string
  readonly json?: boolean
}

/** Lets events of the past meet two rule sets; nothing is sent and nothing is started. */
export const backtest: Verb = {
  name: 'backtest',
  summary: 'compare two rule sets over events of the past: what each alert, rule and person would gain and lose',
  setUp: (command) => {
    command
      .requiredOption('--old <path>', 'rules as they are: a file, or a folder of them')
      .requiredOption('--new <path>', 'rules as they would be')
      .requiredOption('--events <file>', 'events: one JSON object a line, or a JSON list; - for standard input')
      .option('--ack-after <duration>', 'acknowledge each run so long after a message of it (default: never)')
      .option('--zone <name>', 'time zone in which days are counted', 'UTC')
      .option('--json', 'print everything as one JSON object')
      .addHelpText(
        'after',
        '\nAn event is an alert as for POST /api/v1/alerts, with "received_at": when it arrived (else its started_at,\n' +
          'of a resolved one its ended_at). Time is virtual, and passes until all runs have ended. Repairs are taken\n' +
          'to succeed.\nExit code: 0 compared, 2 rules have errors or events cannot be read.',
      )
      .action(run)
  },
}

async function run(options: BacktestOptions): Promise<void> {
  const replaying = replayOptions(options)
  const [before, after] = [await rulesOf(options.old, options), await rulesOf(options.new, options)]
  const events = await readEvents(options.events)
  const found = backtested({ before, after }, events, {
    before: { ...replaying, matching: matcher(before.plans) },
    after: { ...replaying, matching: matcher(after.plans) },
  })
  if (options.json) return printJson(shownBacktest(found, events))
  for (const line of backtestReport(found, events)) print(line)
}

function replayOptions({ ackAfter, zone }: BacktestOptions): Pick<ReplayOptions, 'zone' | 'acknowledgeAfterMs'> {
  if (!IANAZone.isValidZone(zone))
    throw new VerbFailed(`--zone ${zone} is no time zone.`, 'use a name like Europe/London.')
  const acknowledgeAfterMs = ackAfter === undefined ? null : readDuration(ackAfter)
  if (ackAfter !== undefined && (acknowledgeAfterMs === null || acknowledgeAfterMs < 0))
    throw new VerbFailed(`--ack-after ${ackAfter} is no duration.`, 'write it as 5m or 1h30m.')
  return { zone, acknowledgeAfterMs }
}

async function rulesOf(path: string, { json }: BacktestOptions): Promise<CompiledRuleSet> {
  const { files, ofRules: errors, textOf } = await readRules([path])
  if (errors.length === 0) return compile(files, path)
  if (json) printJson({ problems: errors })
  else reportProblems(errors, textOf)
  throw new VerbFailed(
    `The rules in ${path} have errors.`,
    `mend them first; \`${commandLine('check')}\` shows the same.`,
  )
}
