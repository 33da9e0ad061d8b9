import { expect, test } from 'vitest'
import { coverageOf } from '../../../dsl/simulate/coverage.ts'
import { rulesOf } from '../../../dsl/simulate/run-tests.ts'
import { coverageReport } from '../../../dsl/simulate/test-report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runTests } from '../../support/run-tests.ts'

const text = `edition 1
rule "Down" {
  when alert.name == "Down"
  then {
    notify @kim
    wait for ack up to 15m on timeout { escalate @lead }
    if label.a == "1" { notify @a } else { sleep 5m notify @b }
  }
  on error { notify @admin }
}
rule "Other" { when alert.name == "Other" then { notify @kim } }
test "acked" { given alert { name: "Down" } ack by @kim expect notify @kim }
test "a < b & \\"c\\"" { given alert { name: "Down" } expect notify @nobody }
`
const files = [parse(text, 'a.rule')]
const outcomes = runTests(files, () => true)

test('coverage names what no test reached, outermost only', () => {
  const coverage = coverageOf(
    rulesOf(files, () => true),
    outcomes,
  )
  expect(coverageReport(coverage)).toEqual([
    'Coverage: 1 of 2 rules, 4 of 9 steps',
    '  rule "Down" (a.rule)',
    '    not reached: on timeout of "Wait for ack up to 15m"',
    '    not reached: arm 1 of "If label.a == "1""',
    '    not reached: "Notify @b"',
    '    not reached: on error of the rule',
    '  rule "Other" (a.rule) takes no alert in any test',
  ])
})
