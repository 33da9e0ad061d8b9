/** Results of tests as JUnit's XML, which Jenkins, GitLab and their like read. */
import type { Problem } from '../model/problems.ts'
import type { TestOutcome } from './run-test.ts'
import { failureReport, type TextOf } from './test-report.ts'

export interface TimedOutcome {
  readonly outcome: TestOutcome
  /** Real time that it took. */
  readonly seconds: number
}

/** One `testcase`. */
interface Case {
  readonly file: string
  readonly name: string
  readonly seconds: number
  readonly bad: Bad | null
}
interface Bad {
  /** A test that is not so, or rules that cannot be tested. */
  readonly kind: 'failure' | 'error'
  readonly type: string
  readonly message: string
  readonly body: string
}

/** A suite a file, in the order of the results. Times are real seconds. */
export const junitXml = (results: readonly TimedOutcome[], textOf: TextOf): string =>
  document(
    results.map(({ outcome, seconds }) => {
      const { name, file } = outcome.script
      const [first] = outcome.failures
      const body = () => failureReport(outcome, textOf).join('\n')
      const bad = first ? ({ kind: 'failure', type: 'expect', message: first.message, body: body() } as const) : null
      return { file, name, seconds, bad }
    }),
  )

/**
 * Rules with errors, of which no test can be run: an error for each, lest a CI system take the last report for this one's.
 * @param reportOf how people read a problem
 */
export const junitOfProblems = (problems: readonly Problem[], reportOf: (problem: Problem) => string): string =>
  document(
    problems.map((problem) => {
      const { file, code, message, range } = problem
      const name = `${code} at ${range.start.line}:${range.start.column}`
      return { file, name, seconds: 0, bad: { kind: 'error', type: code, message, body: reportOf(problem) } }
    }),
  )

function document(cases: readonly Case[]): string {
  const suites = [...Map.groupBy(cases, ({ file }) => file)].map(([file, own]) =>
    [`  <testsuite name=${attribute(file)} ${countsOf(own)} skipped="0">`, ...own.map(testCase), '  </testsuite>'].join(
      '\n',
    ),
  )
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tocsin test" ${countsOf(cases)}>`
  return [head, ...suites, '</testsuites>', ''].join('\n')
}

function countsOf(cases: readonly Case[]): string {
  const count = (kind: Bad['kind']) => cases.filter(({ bad }) => bad?.kind === kind).length
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0)
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" time="${seconds.toFixed(3)}"`
}

function testCase({ file, name, seconds, bad }: Case): string {
  // What stands behind the last dot is taken for a class in the package before it.
  const group = file.replace(/\.rule$/u, '')
  // A case without a name is refused.
  const shown = name.trim() === '' ? '(no name)' : name
  const named = `classname=${attribute(group)} name=${attribute(shown)} file=${attribute(file)}`
  const head = `    <testcase ${named} time="${seconds.toFixed(3)}"`
  if (bad === null) return `${head}/>`
  const { kind, type, message, body } = bad
  const told = `<${kind} type=${attribute(type)} message=${attribute(message)}>${escapeXml(body)}</${kind}>`
  return `${head}>\n      ${told}\n    </testcase>`
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  // A reader makes line breaks of carriage returns, and blanks of both and of tabs in attributes.
  ...{ '\r': '&#13;', '\n': '&#10;', '\t': '&#9;' },
}
/** Characters that XML 1.0 has no way to write become U+FFFD, as in a terminal. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"\r]/gu, (sign) => entities[sign] ?? sign)
const attribute = (text: string): string => `"${escapeXml(text).replace(/[\n\t]/gu, (sign) => entities[sign] ?? sign)}"`
