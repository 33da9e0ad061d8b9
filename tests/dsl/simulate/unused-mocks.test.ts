/** Mocks that stood in for nothing. */
import { expect, test } from 'vitest'
import { failureReport } from '../../../dsl/simulate/test-report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runTests } from '../../support/run-tests.ts'

const rules = `edition 1
playbook clean(host: string) { run wipe with { host: host } }
rule "Disk" {
  when alert.name == "Disk"
  then {
    http GET "https://x.example" as host
    ticket create in jira as issue
    call clean(host: "a")
    for each one in ["a", "b"] max 2 items { run grow with { host: one } as grown }
  }
}
`
const http = 'mock http host returns { status: 200 }'
const wipe = 'mock run wipe returns { ok: true }'
const grow = 'mock run grow returns { ok: true }'
const given = 'given alert { name: "Disk" }'

function outcomeOf(items: string) {
  const [outcome] = runTests([parse(`${rules}test "t" {\n${items}\n}\n`, 'a.rule')], () => true)
  return outcome
}

test.each<[items: string, unused: readonly string[]]>([
  [`${http} ${wipe} ${grow} ${given} expect end ok`, []],
  [`${http} ${wipe} mock run grown returns { ok: true } ${given} expect end ok`, []],
  [`${http} mock call clean returns { outcome: "ok" } ${grow} ${given} expect end ok`, []],
  [`${http} ${wipe} ${grow} mock ticket issue returns { key: "A-1" } ${given} expect end ok`, []],
  [`${http} ${wipe} ${grow} ${given} expect end ok mock http other returns { status: 200 }`, ['mock http other']],
  [`${http} ${wipe} ${grow} mock run growd returns { ok: true } ${given} expect end ok`, ['mock run growd']],
  [
    `${http} mock call clean returns { outcome: "ok" } ${wipe} ${grow} mock ticket isue returns { key: "A" } ${given} expect end ok`,
    ['mock run wipe', 'mock ticket isue'],
  ],
  [`${http} ${wipe} ${grow} mock run undo returns { ok: true } ${given} expect not ran undo`, []],
  // Replaced before anything asked it.
  [`${http} ${wipe} ${grow} ${grow} ${given} expect end ok`, ['mock run grow']],
  [`${http} ${wipe} ${grow} ${given} ${grow} expect end ok`, ['mock run grow']],
])('%s', (items, unused) => {
  const outcome = outcomeOf(items)
  expect(outcome?.failures).toEqual([])
  expect(outcome?.unusedMocks.map(({ mock }) => mock)).toEqual(unused)
})

test.each<[called: string, unused: readonly string[]]>([
  ['unlock()', ['mock call lock']],
  ['lock()', ['mock call unlock']],
  ['lock() call unlock()', []],
  ['outer()', ['mock call unlock']],
  ['for each one in ["a", "b"] max 2 items { call lock() }', ['mock call unlock']],
])('a playbook whose name ends in the name of another: %s', (called, unused) => {
  const text = `edition 1
playbook lock() { end ok }
playbook unlock() { end ok }
playbook outer() { call lock() }
rule "Disk" { then { ${called.startsWith('for') ? called : `call ${called}`} } }
test "t" {
  mock call lock returns { outcome: "ok" }
  mock call unlock returns { outcome: "ok" }
  given alert { name: "Disk" }
  expect end ok
}
`
  const [outcome] = runTests([parse(text, 'a.rule')], () => true)
  expect(outcome?.unusedMocks.map(({ mock }) => mock)).toEqual(unused)
})

test('a failing test names it with its place', () => {
  const items = `${http} ${wipe} ${grow}\nmock run wype returns { ok: true }\n${given} expect end failed`
  const outcome = outcomeOf(items)
  const lines = outcome && failureReport(outcome, () => `${rules}test "t" {\n${items}\n}\n`)
  expect(lines).toContain('  `mock run wype` was never used (a.rule:14:1)')
})
