/** Results of tests as people read them. */
import { lineStarts, positionAt } from '../syntax/lines.ts'
import type { RuleCoverage } from './coverage.ts'
import type { TestFailure, TestOutcome } from './run-test.ts'
import { timeline } from './timeline.ts'

/** The text of a rule file by its path. */
export type TextOf = (file: string) => string

/** `payments.rule:51:3`. */
export function placeOf({ script }: TestOutcome, at: { readonly start: number }, textOf: TextOf): string {
  const { line, column } = positionAt(lineStarts(textOf(script.file)), at.start)
  return `${script.file}:${line}:${column}`
}

/** A failing test: each expectation that is not so with its place and the reason, then what happened when. */
export function failureReport(outcome: TestOutcome, textOf: TextOf): readonly string[] {
  const { script, failures, trace } = outcome
  const until = Math.max(0, ...failures.map(({ entries }) => entries))
  const happened = timeline(trace.slice(0, until), script)
  return [
    ...failures.flatMap((failure) => [
      `  ${writtenAt(outcome, failure, textOf)}`,
      `    --> ${placeOf(outcome, failure.at, textOf)}`,
      `    ${failure.message}`,
      ...failure.details.map((line) => `      ${line}`),
    ]),
    ...unusedMockLines(outcome, textOf),
    ...(happened.length > 0
      ? [`  what happened until then (times in ${script.zone}):`, ...happened.map((line) => `    ${line}`)]
      : []),
  ]
}

/** A mock that nothing asked is no failure, but may be the reason of one, or left over. */
export const unusedMockLines = (outcome: TestOutcome, textOf: TextOf): readonly string[] =>
  outcome.unusedMocks.map(({ at, mock }) => `  \`${mock}\` was never used (${placeOf(outcome, at, textOf)})`)

/** The item as it stands in the file, on one line. */
function writtenAt({ script }: TestOutcome, { at }: TestFailure, textOf: TextOf): string {
  const text = textOf(script.file).slice(at.start, at.end).replace(/\s+/gu, ' ')
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text
}
const widest = 120

export function coverageReport(coverage: readonly RuleCoverage[]): readonly string[] {
  const steps = coverage.reduce((sum, rule) => sum + rule.steps, 0)
  const reached = coverage.reduce((sum, rule) => sum + rule.reached, 0)
  const taken = coverage.filter((rule) => rule.taken).length
  const lines = coverage.flatMap(({ rule, file, taken: isTaken, missed }) => {
    if (!isTaken) return [`  rule "${rule}" (${file}) takes no alert in any test`]
    return missed.length > 0 ? [`  rule "${rule}" (${file})`, ...missed.map((one) => `    not reached: ${one}`)] : []
  })
  return [`Coverage: ${taken} of ${coverage.length} rules, ${reached} of ${steps} steps`, ...lines]
}
