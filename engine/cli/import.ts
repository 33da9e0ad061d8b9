import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { connectionTypes } from '../../activities/connection-types.ts'
import { type Imported, importAlertmanager } from '../../dsl/import/alertmanager/index.ts'
import { NotImportable } from '../../dsl/import/notes.ts'
import { importReport } from './import-report.ts'
import { onDisk } from './on-disk.ts'
import { print, printJson, tell } from './print.ts'
import { readYaml } from './read-yaml.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface ImportOptions {
  readonly out?: string
  readonly source?: string
  readonly language?: boolean
  readonly check?: boolean
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
      .option('--check', 'write nothing: report only, and exit 1 where anything was not carried over as it was')
      .option('--json', 'print rules and report as one JSON object: what became what, what did not, what to do')
      .addHelpText(
        'after',
        '\nWithout --out the rules go to standard output and the report to standard error. Secrets are named, never written.\nExit code: 0 imported, 1 the rules have an error (with --check: or something was not carried over), 2 the file cannot be imported. See docs/from-alertmanager.md.',
      )
      .action(alertmanager)
  },
}

async function alertmanager(path: string, options: ImportOptions): Promise<void> {
  const yaml = await readFile(onDisk(path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new VerbFailed(`${path} can't be read (${error.code}).`, 'name a file that exists.')
  })
  const target = options.out === undefined ? null : join(options.out, 'alertmanager.rule')
  const imported = convert(yaml, path, target ?? 'alertmanager.rule', options)
  const written = options.check ? null : target
  if (written !== null) await write(written, options.out ?? '', imported.text)
  if (imported.problems.length > 0 || (options.check && imported.notes.length > 0)) process.exitCode = 1
  if (options.json) {
    const { text, ...rest } = imported
    return printJson({ file: written, ...rest, ...(written === null && { text }) })
  }
  const report = importReport(imported, path, written)
  if (options.check || written !== null) return print(report)
  process.stdout.write(`${imported.text.trimEnd()}\n`)
  tell(report)
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
  await mkdir(onDisk(folder), { recursive: true })
  await writeFile(onDisk(target), text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new VerbFailed(
        `${target} is there already.`,
        'remove it, or name another folder: an import replaces nothing.',
      )
    throw new VerbFailed(`${target} can't be written (${error.code}).`, 'name a folder that can be written.')
  })
}
