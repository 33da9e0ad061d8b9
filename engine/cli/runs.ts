import { colors } from './colours.ts'
import { nestSteps } from '../../dsl/model/nest-steps.ts'
import { commandLine } from '../config-command.ts'
import { print, printJson } from './print.ts'
import { stepLines } from './run-steps.ts'
import { ask, request, type ServerOptions, withServerOptions } from './server.ts'
import { paintStatus, table, when } from './table.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface RunsOptions extends ServerOptions {
  readonly alert?: string
  readonly status?: string
  readonly limit?: string
  readonly json?: boolean
}
interface Run {
  readonly id: string
  readonly rule: string | null
  readonly status: string
  readonly message: string | null
  readonly waiting_for: string | null
  readonly alert_count: number
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly temporal_url: string | null
}
interface Step {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly status: string
  readonly attempts: number
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly waiting_until: string | null
  readonly detail?: string | null
}

/** Lists runs, or shows one with its steps. */
export const runs: Verb = {
  name: 'runs',
  summary: 'list runs, or show one with its steps',
  setUp: (command) => {
    withServerOptions(command)
      .argument('[id]', 'a run: shows each step')
      .option('--alert <id>', 'only runs of this alert')
      .option('--status <word>', 'pending, running, waiting, succeeded, failed or cancelled')
      .option('--limit <n>', 'how many', '20')
      .option('--json', 'print the answer as one JSON object')
      .action((id: string | undefined, options: RunsOptions) => (id ? showRun(id, options) : listRuns(options)))
  },
}

async function listRuns(options: RunsOptions): Promise<void> {
  const query = new URLSearchParams({ limit: options.limit ?? '20' })
  if (options.alert) query.set('alert_id', options.alert)
  if (options.status) query.set('status', options.status)
  const page = await ask<{ items: readonly Run[] }>(options, 'GET', `/api/v1/runs?${query}`)
  if (page.items.length === 0 && options.alert) await requireAlert(options.alert, options)
  if (options.json) return printJson(page)
  if (page.items.length === 0 && options.alert)
    return print(options.status ? `This alert has no ${options.status} runs.` : 'No rule has taken this alert.')
  if (page.items.length === 0) return print(`No runs. Send an alert that a rule takes: ${commandLine('send --help')}`)
  const rows = page.items.map((run) => [
    run.id,
    paintStatus(run.status),
    run.rule ?? '(action)',
    when(run.started_at),
    now(run),
  ])
  print(table(['RUN', 'STATUS', 'RULE', 'STARTED (UTC)', 'NOW'], rows))
}

/** @throws {VerbFailed} when there is no such alert, so that a slip in the id does not read as an alert without runs */
async function requireAlert(id: string, options: ServerOptions): Promise<void> {
  const { status } = await request(options, 'GET', `/api/v1/alerts/${encodeURIComponent(id)}`)
  if (status === 404)
    throw new VerbFailed(`There is no alert ${id}.`, 'look its id up in the web app or at GET /api/v1/alerts.')
}

/** What the run does or how it ended; its times in the form of the columns beside it. */
const now = ({ waiting_for, message }: Run): string =>
  (message ?? waiting_for ?? '').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, (time) => when(time))

async function showRun(id: string, options: RunsOptions): Promise<void> {
  const run = await ask<Run & { steps: readonly Step[] }>(options, 'GET', `/api/v1/runs/${encodeURIComponent(id)}`)
  if (options.json) return printJson(run)
  print(`${colors.bold(run.rule ?? 'Action')}  ${paintStatus(run.status)}  ${now(run)}`.trimEnd())
  const alerts = run.alert_count === 1 ? '1 alert' : `${run.alert_count} alerts`
  print(`${alerts}, started ${when(run.started_at)}, ended ${when(run.ended_at)} (UTC)`)
  const rows = stepLines(nestSteps(run.steps)).map((line) => {
    const indent = '  '.repeat(line.depth)
    if ('heading' in line) return ['', `${indent}${line.heading}`, '', '', '']
    const { step } = line
    return [
      paintStatus(step.status),
      `${indent}${step.title}`,
      String(step.attempts),
      when(step.started_at),
      [step.detail, step.waiting_until && `until ${when(step.waiting_until)}`].filter(Boolean).join('; '),
    ]
  })
  if (rows.length > 0) print(`\n${table(['STATUS', 'STEP', 'TRIES', 'STARTED (UTC)', 'DETAIL'], rows)}`)
  if (run.temporal_url) print(colors.dim(`\nIn the Temporal UI: ${run.temporal_url}`))
}
