/** Whatever a test says, running it ends, and says why it fails. */
import { expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { failureReport } from '../../../dsl/simulate/test-report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runTests } from '../../support/run-tests.ts'
import { randomProgram } from '../syntax/random-program.ts'

const rules = `edition 1
rule "s" {
  when alert.severity >= info
  group by label.x within 10m
  suppress when has label.load
  then { notify @a via x wait for ack up to 15m on timeout { escalate @a } run x as x on error { sleep 1h } end failed "s" }
}
`
const items = [
  'given alert { severity: critical }',
  'given alert { labels: { load: "1" } }',
  'given 3 alerts every 1m { name: "s" }',
  'ack by @a',
  'resolve alert',
  'after 1h',
  'mock run x returns { ok: true }',
  'expect matched "s"',
  'expect running',
]
/** Names that no rule has: no such test is run for people, and running it must end all the same. */
const unknownNames = new Set(['E240', 'E241', 'E242'])

test('5,000 random tests', () => {
  const met = { run: 0, passed: 0, failed: 0 }
  for (let seed = 0; seed < 5_000; seed++) {
    const known = Array.from({ length: seed % 5 }, (_, index) => items[(seed * 7 + index * 5) % items.length])
    const random = Array.from({ length: 1 + (seed % 3) }, (_, index) => randomProgram(seed * 10 + index, 'titem'))
    const text = `${rules}test "t" {\n${[...known, ...random].join('\n')}\n}\n`
    const files = [parse(text, 'a.rule')]
    if (check(files, {}).some(({ severity, code }) => severity === 'error' && !unknownNames.has(code))) continue
    const [outcome] = runTests(files, () => true)
    if (!outcome) throw new Error(`seed ${seed}: no test`)
    met.run++
    if (outcome.failures.length === 0) met.passed++
    else met.failed += failureReport(outcome, () => text).length > 0 ? 1 : 0
  }
  expect(met.passed + met.failed).toBe(met.run)
  expect(met.run).toBeGreaterThan(2_000)
  expect(Math.min(met.passed, met.failed)).toBeGreaterThan(50)
}, 120_000)
