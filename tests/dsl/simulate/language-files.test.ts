/** The four example files of the language: no error, and their tests pass. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { simulated } from '../../../dsl/model/capabilities.ts'
import { testsOf } from '../../../dsl/simulate/run-tests.ts'
import { failureReport } from '../../../dsl/simulate/test-report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const folder = new URL('../../fixtures/language/', import.meta.url)
const texts = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.rule'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)
const files = [...texts].map(([name, text]) => parse(text, name))
const tests = testsOf(files, () => true)

test('have no error, also none of what the simulator does not execute', () => {
  const errors = check(files, {}, { executed: simulated }).filter(({ severity }) => severity === 'error')
  expect(errors).toEqual([])
  expect(files).toHaveLength(4)
})
describe('their tests', () => {
  test('are as many as are written', () => expect(tests).toHaveLength(3))
  test.each(tests.map((run) => [run] as const))('pass', (run) => {
    const outcome = run()
    expect(failureReport(outcome, (file) => texts.get(file) ?? '')).toEqual([])
    expect(outcome.trace.length).toBeGreaterThan(3)
  })
})
