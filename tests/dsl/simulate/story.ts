/** Rules and tests in the language's own words, as a reader would try them. */
import { expect } from 'vitest'
import { failureReport } from '../../../dsl/simulate/test-report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runTests } from '../../support/run-tests.ts'

/** What the tests in the text say, line by line; nothing when all pass. */
export function storyOf(text: string): readonly string[] {
  const whole = `edition 1\n${text}`
  const parsed = parse(whole, 'a.rule')
  if (parsed.problems.length > 0) return parsed.problems.map(({ code, message }) => `${code} ${message}`)
  const outcomes = runTests([parsed], () => true)
  if (outcomes.length === 0) return ['the text has no test']
  const failed = outcomes.filter(({ failures }) => failures.length > 0)
  return failed.flatMap((outcome) => failureReport(outcome, () => whole))
}

/** Every `expect` of the story holds, and none of them would if it said the opposite. */
export function expectStory(text: string): void {
  expect(storyOf(text)).toEqual([])
  for (const { index, 0: word } of text.matchAll(/expect (not )?/gu)) {
    const opposite = word === 'expect ' ? 'expect not ' : 'expect '
    const changed = text.slice(0, index) + opposite + text.slice(index + word.length)
    expect(storyOf(changed), changed.slice(index, index + 60)).not.toEqual([])
  }
}
