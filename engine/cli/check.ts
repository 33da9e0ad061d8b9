import { colors } from './colours.ts'
import { translate } from '../../dsl/service/translate.ts'
import { localeOf } from '../config-locale.ts'
import { commandLine } from '../config-command.ts'
import { inLanguage } from './explain.ts'
import { print, printJson } from './print.ts'
import { reportProblems } from './report-problems.ts'
import type { Verb } from './verb.ts'

interface CheckOptions {
  readonly json?: boolean
  readonly strict?: boolean
  readonly lang?: string
}

/** Checks rule files as loading them does. */
export const check: Verb = {
  name: 'check',
  summary: 'check rule files and folders: what is wrong, where, and how to mend it',
  setUp: (command) => {
    inLanguage(command.argument('<file...>', 'rule files, or folders of them'))
      .option('--strict', 'warnings count as errors')
      .option('--json', 'print the answer as one JSON object')
      .addHelpText(
        'after',
        '\nConnections come from the settings, people from the database, where it answers.\nExit code: 0 no errors, 1 errors, 2 a file cannot be read.',
      )
      .action(run)
  },
}

async function run(paths: readonly string[], options: CheckOptions): Promise<void> {
  // Loaded when it is asked for: the other verbs need not wait for it.
  const [{ examine }, { tellNames }] = await Promise.all([import('./examine.ts'), import('./surrounding-names.ts')])
  const { files, problems, textOf, names } = await examine(paths)
  const errors = problems.filter((found) => options.strict || found.severity === 'error').length
  const locale = localeOf(options.lang ?? null)
  if (errors > 0) process.exitCode = 1
  if (options.json)
    return printJson({
      files,
      errors,
      warnings: problems.length - errors,
      problems: problems.map((problem) => translate(problem, locale)),
      names: tellNames(names),
    })
  if (problems.length === 0)
    print(colors.green(`${files.length} ${files.length === 1 ? 'file' : 'files'}, no problems`))
  else {
    // What is only not executed yet hides nothing that is wrong.
    const inOrder = problems.toSorted((a, b) => Number(isLater(a)) - Number(isLater(b)))
    reportProblems(inOrder, (file) => textOf.get(file) ?? null, print, locale)
    const code = (inOrder.find(({ severity }) => severity === 'error') ?? problems[0])?.code
    print(colors.dim(`${locale === 'zh' ? '详细说明：' : 'More about one: '}${commandLine(`explain ${code}`)}`))
  }
  print(colors.dim(tellNames(names)))
}

const isLater = ({ code }: { readonly code: string }): boolean => code === 'E901'
