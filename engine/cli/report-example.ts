import { check } from '../../dsl/checks/index.ts'
import type { Locale } from '../../dsl/model/catalogue/index.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { exampleNames } from './code-pages.ts'
import { print } from './print.ts'
import { reportProblems } from './report-problems.ts'

/** Prints what `check` tells of the example of a page. */
export const reportExample = (text: string, locale: Locale): void =>
  reportProblems(
    check([parse(text, 'example.rule')], exampleNames, { executed: false }).slice(0, 1),
    () => text,
    print,
    locale,
  )
