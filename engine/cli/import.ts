import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import colors from 'picocolors'
import { connectionTypes } from '../../activities/connection-types.ts'
import { type Imported, importAlertmanager } from '../../dsl/import/alertmanager/index.ts'
import { NotImportable, type Note } from '../../dsl/import/notes.ts'
import { reportAll } from '../../dsl/service/report.ts'
import { print, printJson } from './print.ts'
import { readYaml } from './read-yaml.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface ImportOptions {
  readonly out?: string
  readonly source?: string
  readonly language?: boolean
  readonly json?: boolean
}

/** Rule files from what other systems are configured with. */
export const importFrom: Verb = {
  name: 'import',
  summary: 'make rule files from the configuration of another system',
  setUp: (command) => {
    command
      .command('alertmanager')
      .description('make a rule file from an Alertmanager configuration, and say what could not be moved')
      .argument('<file>', 'alertmanager.yml')
      .option('--out <folder>', 'write alertmanager.rule there; without it the rules are printed')
      .option('--source <name>', 'route only alerts of this source, such as prometheus; without it those of all')
      .option('--language', 'write the whole language, also what this build does not execute yet (E901)')
      .option('--json', 'print rules and report as one JSON object')
      .addHelpText(
        'after',
        '\nWithout --out the rules go to standard output and the report to standard error. Secrets are named, never written.\nExit code: 0 imported, 1 the rules have an error, 2 the file cannot be imported. See docs/from-alertmanager.md.',
      )
      .action(alertmanager)
  },
}

async function alertmanager(path: string, options: ImportOptions): Promise<void> {
  const yaml = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new VerbFailed(`${path} can't be read (${error.code}).`, 'name a file that exists.')
  })
  const target = options.out === undefined ? null : join(options.out, 'alertmanager.rule')
  const imported = convert(yaml, path, target ?? 'alertmanager.rule', options)
  if (target !== null) await write(target, options.out ?? '', imported.text)
  if (imported.problems.length > 0) process.exitCode = 1
  if (options.json) {
    const { text, ...rest } = imported
    return printJson({ file: target, ...rest, ...(target === null && { text }) })
  }
  const report = reportOf(imported, path, target)
  if (target !== null) return print(report)
  print(imported.text.trimEnd())
  process.stderr.write(`${report}\n`)
}

function convert(yaml: string, path: string, file: string, { language, source }: ImportOptions): Imported {
  try {
    return importAlertmanager(readYaml(yaml, path), {
      from: basename(path),
      file,
      connectionTypes: Object.keys(connectionTypes),
      language: language ?? false,
      source: source ?? null,
    })
  } catch (error) {
    if (!(error instanceof NotImportable)) throw error
    const next = `mend it; \`amtool check-config ${path}\` says what Alertmanager thinks of it.`
    throw new VerbFailed(`${path}:${error.line}: ${error.message}`, next)
  }
}

async function write(target: string, folder: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(target, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new VerbFailed(
        `${target} is there already.`,
        'remove it, or name another folder: an import replaces nothing.',
      )
    throw new VerbFailed(`${target} can't be written (${error.code}).`, 'name a folder that can be written.')
  })
}

const headings: Readonly<Record<Note['kind'], string>> = {
  'not moved': 'Not moved:',
  changed: 'Means something else now:',
  'not executed': 'Not executed by this build:',
}

function reportOf({ counts, notes, variables, problems, text }: Imported, path: string, target: string | null): string {
  const made = `${counts.rules} rules, ${counts.windows} windows, ${counts.inhibitions} inhibitions, ${counts.connections} connections`
  const lines = [colors.bold(`${path}: ${made}${target === null ? '' : `; written to ${target}`}`)]
  for (const [kind, heading] of Object.entries(headings)) {
    const found = notes.filter((note) => note.kind === kind)
    if (found.length === 0) continue
    lines.push('', colors.bold(heading))
    for (const { line, what, remedy } of found) lines.push(`  ${path}:${line}  ${what}`, colors.dim(`    ${remedy}`))
  }
  if (variables.length > 0) {
    lines.push('', colors.bold('Set for the server (.env):'))
    for (const { name, value, line, form = 'the secret' } of variables)
      lines.push(
        `  ${name}=${value ?? ''}${value === null ? colors.dim(`   # ${form.replace('SECRET', 'the secret')}, line ${line}`) : ''}`,
      )
  }
  if (problems.length > 0)
    lines.push(
      '',
      colors.red('The rules have errors, a fault of this import; please report it:'),
      reportAll(
        problems,
        () => text,
        (_part, piece) => piece,
      ),
    )
  return lines.join('\n')
}
