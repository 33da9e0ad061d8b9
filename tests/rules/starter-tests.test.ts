/** The tests that the starter rules bring along, as `tocsin test rules/starter` runs them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coverageOf } from '../../dsl/simulate/coverage.ts'
import { rulesOf } from '../../dsl/simulate/run-tests.ts'
import { failureReport } from '../../dsl/simulate/test-report.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { runTests } from '../support/run-tests.ts'

const folder = join(import.meta.dirname, '../../rules/starter')
const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
const files = [...texts].map(([name, text]) => parse(text, name))
const outcomes = runTests(files, () => true)

test.each(outcomes.map((outcome) => [outcome.script.file, outcome.script.name, outcome] as const))(
  '%s: %s',
  (_file, _name, outcome) => expect(failureReport(outcome, (file) => texts.get(file) ?? '')).toEqual([]),
)
test('each rule is taken in some test, in its own file', () => {
  const rules = rulesOf(files, () => true)
  const untested = rules.filter(({ rule }) => {
    const own = outcomes.filter(({ script }) => script.file === rule.file)
    return !coverageOf([{ ...rules.find((one) => one.rule === rule) } as (typeof rules)[number]], own)[0]?.taken
  })
  expect(rules).toHaveLength(6)
  expect(untested).toEqual([])
})
