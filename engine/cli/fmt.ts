import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import colors from 'picocolors'
import { format } from '../../dsl/format/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import { decodeText } from '../rules/read-rule-file.ts'
import { onDisk } from './on-disk.ts'
import { print, printJson, tell } from './print.ts'
import { replaceFile } from './replace-file.ts'
import { reportProblems } from './report-problems.ts'
import { expand } from './rule-files.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface FmtOptions {
  readonly check?: boolean
  readonly json?: boolean
}
interface Outcome {
  readonly file: string
  /** `changed` with `--check`: it would be. */
  readonly state: 'same' | 'changed' | 'refused'
}

/** Brings rule files into the one form that all have (language.md section 8). */
export const fmt: Verb = {
  name: 'fmt',
  summary: 'format rule files and folders: layout only, the meaning and every comment stay',
  setUp: (command) => {
    command
      .argument('<file...>', 'rule files, folders of them, or - for standard input to standard output')
      .option('--check', 'change nothing; list the files that are not formatted')
      .option('--json', 'print the answer as one JSON object')
      .addHelpText(
        'after',
        `
A file that does not read is left as it is, and the problem is told.
Exit code: 0 done, or nothing to do; 1 a file does not read, or with --check is not formatted; 2 a file cannot be read or written.`,
      )
      .action(run)
  },
}

async function run(paths: readonly string[], options: FmtOptions): Promise<void> {
  if (paths.includes('-') && (paths.length > 1 || options.json))
    throw new VerbFailed('- stands for standard input.', 'give it alone, without other files and without --json.')
  const files = [...new Set((await Promise.all(paths.map((path) => (path === '-' ? [path] : expand(path))))).flat())]
  const outcomes: Outcome[] = []
  const problems: Problem[] = []
  const textOf = new Map<string, string>()
  for (const file of files) {
    const text = decode(await read(file), file)
    const formatted = format(text, file)
    if (formatted.kind === 'refused') {
      outcomes.push({ file, state: 'refused' })
      problems.push(...formatted.problems)
      textOf.set(file, text)
      continue
    }
    const isSame = formatted.text === text
    outcomes.push({ file, state: isSame ? 'same' : 'changed' })
    if (file === '-' && !options.check) process.stdout.write(formatted.text)
    else if (!isSame && !options.check) await replaceFile(file, formatted.text)
  }

  const changed = outcomes.filter(({ state }) => state === 'changed')
  if (problems.length > 0 || (options.check && changed.length > 0)) process.exitCode = 1
  if (options.json) return printJson({ files: outcomes, problems })
  // Standard output is the formatted text there, and nothing else.
  if (options.check || files[0] !== '-') for (const { file } of changed) print(file)
  if (problems.length > 0) reportProblems(problems, (file) => textOf.get(file) ?? null, tell)
  else if (changed.length === 0 && files[0] !== '-')
    print(colors.green(`${files.length} ${files.length === 1 ? 'file' : 'files'}, all formatted`))
}

const read = (file: string): Promise<Buffer> =>
  file === '-'
    ? buffer(process.stdin)
    : readFile(onDisk(file)).catch((error: NodeJS.ErrnoException) => {
        throw new VerbFailed(`${file} can't be read (${error.code}).`, 'name a file that you may read.')
      })

function decode(bytes: Uint8Array, file: string): string {
  const text = decodeText(bytes)
  if (text !== null) return text
  throw new VerbFailed(`${file} is not UTF-8.`, 'save it as UTF-8; nothing in it was changed.')
}
