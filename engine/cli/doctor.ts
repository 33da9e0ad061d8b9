import { colors } from './colours.ts'
import type { Finding } from './findings.ts'
import { inspectServer } from './inspect-server.ts'
import { print, printJson } from './print.ts'
import { type ServerOptions, withServerOptions } from './server.ts'
import type { Verb } from './verb.ts'

const marks = { ok: colors.green('ok'), warning: colors.yellow('warning'), problem: colors.red('problem') }

/** Looks at everything that can be wrong with an installation; each finding comes with its remedy. */
export const doctor: Verb = {
  name: 'doctor',
  summary: 'look at settings, connections, database, Temporal, rules and the running server; tell each remedy',
  setUp: (command) => {
    withServerOptions(command)
      .option('--json', 'print the answer as one JSON object')
      .addHelpText('after', '\nExit code 1 when there is a problem, 0 with warnings only.')
      .action(run)
  },
}

async function run(options: ServerOptions & { readonly json?: boolean }): Promise<void> {
  // Loaded when it is asked for: the other verbs need not wait for it.
  const [{ inspectSettings }, { inspectSurroundings }] = await Promise.all([
    import('./inspect-settings.ts'),
    import('./inspect-surroundings.ts'),
  ])
  const { config, findings } = inspectSettings()
  const all = config
    ? [...findings, ...(await inspectSurroundings(config)), ...(await inspectServer(options))]
    : findings
  if (all.some((finding) => finding.state === 'problem')) process.exitCode = 1
  if (options.json) return printJson({ findings: all })
  for (const finding of all) print(line(finding))
}

function line({ about, state, detail, remedy }: Finding): string {
  const padding = ' '.repeat('problem'.length - state.length)
  return `${marks[state]}${padding}  ${about.padEnd(12)}${detail}${remedy ? `\n${' '.repeat(21)}${colors.dim(remedy)}` : ''}`
}
