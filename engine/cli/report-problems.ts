import { colors } from './colours.ts'
import type { Locale } from '../../dsl/model/catalogue/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import { type Part, reportAll } from '../../dsl/service/report.ts'
import { translate } from '../../dsl/service/translate.ts'
import { localeOf } from '../config-locale.ts'
import { print } from './print.ts'

const paints: Readonly<Record<Part, (text: string) => string>> = {
  error: colors.red,
  warning: colors.yellow,
  place: colors.bold,
  gutter: colors.blue,
  mark: colors.red,
  label: colors.dim,
  help: colors.cyan,
}

/**
 * Prints problems of rule files with the lines that they are about, in colour where the terminal has it.
 * @param locale else that of the terminal
 * @param to where to; standard output unless something else is printed there
 */
export const reportProblems = (
  problems: readonly Problem[],
  textOf: (file: string) => string | null,
  to: (text: string) => void = print,
  locale: Locale = localeOf(),
): void =>
  to(
    reportAll(
      problems.map((problem) => translate(problem, locale)),
      textOf,
      (part, text) => paints[part](text),
      locale,
    ),
  )
