/** Whatever a test says, running it ends, and says why it fails. */
import { expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import type { Problem } from '../../../dsl/model/problems.ts'
import { failureReport } from '../../../dsl/simulate/test-report.ts'
import type { ParsedFile } from '../../../dsl/syntax/parsed-file.ts'
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

/** What a test names and nothing bears: it is refused, and would run all the same. */
const misnamed = new Set(['E240', 'E241', 'E242'])

/** Of `expect not` such a name makes it pass whatever happens; everything else that names it fails. */
function cannotPass([file]: readonly ParsedFile[], { range }: Problem): boolean {
  const test = file?.declarations.find(({ kind }) => kind === 'test')
  const items = test?.kind === 'test' ? test.items : []
  const item = items.find(({ at }) => at.start <= range.start.offset && range.end.offset <= at.end)
  return item !== undefined && !(item.kind === 'expect' && item.not)
}

test('5,000 random tests', () => {
  const met = { run: 0, misnamed: 0, passed: 0, failed: 0 }
  for (let seed = 0; seed < 5_000; seed++) {
    const known = Array.from({ length: seed % 5 }, (_, index) => items[(seed * 7 + index * 5) % items.length])
    const random = Array.from({ length: 1 + (seed % 3) }, (_, index) => randomProgram(seed * 10 + index, 'titem'))
    const text = `${rules}test "t" {\n${[...known, ...random].join('\n')}\n}\n`
    const files = [parse(text, 'a.rule')]
    const errors = check(files, {}).filter(({ severity }) => severity === 'error')
    if (!errors.every(({ code }) => misnamed.has(code))) continue
    const [outcome] = runTests(files, () => true)
    if (!outcome) throw new Error(`seed ${seed}: no test`)
    if (errors.some((error) => cannotPass(files, error))) {
      met.misnamed++
      if (outcome.failures.length === 0) throw new Error(`seed ${seed}: ${errors[0]?.message}, and it passes`)
    }
    met.run++
    if (outcome.failures.length === 0) met.passed++
    else met.failed++
    const report = failureReport(outcome, () => text)
    for (const { at, message } of outcome.failures)
      if (
        message.trim() === '' ||
        !report.includes(`    ${message}`) ||
        at.start >= at.end ||
        at.start < rules.length ||
        at.end > text.length
      )
        throw new Error(`seed ${seed}: "${message}" at ${at.start} to ${at.end}`)
  }
  expect(met.run).toBeGreaterThan(2_000)
  expect(met.misnamed).toBeGreaterThan(100)
  expect(Math.min(met.passed, met.failed)).toBeGreaterThan(50)
}, 120_000)
