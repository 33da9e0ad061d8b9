import { describe, expect, test } from 'vitest'
import { failureReport } from '../../../dsl/simulate/test-report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runTests } from '../../support/run-tests.ts'

const rules = `edition 1
rule "Down" {
  when alert.name == "Down" and (label.env == "prod" or has label.vip)
  group by label.service
  suppress when has label.load_test
  then {
    notify @shop via slack
    wait for ack up to 15m on timeout { escalate @lead }
    run restart_service with { unit: label.service } as fix on error { end failed "not restarted" }
    end ok
  }
  stop processing
}
rule "Rest" { priority 10 when alert.name == "Down" then { notify @all } }
rule "Off" { disabled when alert.name == "Off" then { notify @all } }
`
const down = 'given alert { name: "Down", labels: { env: "prod", service: "cart" } }'
const mock = 'mock run restart_service returns { ok: true }'

/** What a test with these items fails with. */
function failures(items: string, file = rules): string[] {
  const parsed = parse(`${file}\ntest "t" {\n${items}\n}\n`, 'a.rule')
  expect(parsed.problems).toEqual([])
  const [outcome] = runTests([parsed], () => true)
  return outcome?.failures.map(({ message }) => message) ?? ['no test']
}

describe('facts', () => {
  test.each<[items: string]>([
    [`${down} expect matched "Down"`],
    [`${down} expect not matched "Rest"`],
    [`${down} expect notify @shop`],
    [`${down} expect notify @shop via slack`],
    [`${down} expect not notify @shop via sms`],
    [`${down} expect not notify @lead`],
    [`${down} expect running`],
    [`${down} after 14m expect not escalate @lead`],
    [`${mock} ${down} after 15m expect escalate @lead expect ran restart_service expect ran fix`],
    [`${mock} ${down} ack by @kim expect end ok expect not end failed expect not running expect not escalate @lead`],
    [
      `mock run fix returns { ok: false, error: "gone" } ${down} ack by @kim expect end failed expect fix.error == "gone"`,
    ],
    [
      `${down} ${down.replace('cart" }', 'cart", pod: "b" }')} expect grouped with label.service expect incident.count == 2`,
    ],
    [`${down} ${down.replace('cart', 'shop')} expect not grouped with label.service`],
    ['given alert { name: "Down", labels: { env: "prod", load_test: "1" } } expect suppressed expect not notify @shop'],
    [`given 3 alerts every 2m { name: "Else" } expect alert.count == 3 expect alert.received_at == 2026-01-05T09:00`],
    ['at 2026-07-01T10:00 in "Europe/London" given alert { } expect alert.received_at == 2026-07-01T09:00'],
    ['given alert { name: "x" } given resolve { name: "x" } expect alert.status == "resolved"'],
    ['given alert { name: "Off" } expect matched "Off"'],
    // Counted, and asked of the end of the test only.
    [`${down} expect notify @shop 1 times expect escalate @lead 0 times expect not notify @shop 2 times`],
    [`${down} ${down.replace('cart', 'shop')} expect notify @shop via slack 2 times expect matched "Down" 2 times`],
    [`${down} ${down.replace('cart', 'shop')} expect notify @shop 1 times since given`],
    [`${mock} ${down} after 15m expect not notify @shop since 15m expect escalate @lead 1 times since 15m`],
    [`${mock} ${down} after 16m expect escalate @lead since 2m expect not escalate @lead since 1m`],
    [
      `${mock} ${down} ack by @kim expect not notify @shop since ack expect ran fix since ack expect end ok since given`,
    ],
    [`${down} resolve alert expect not notify @shop since resolve expect notify @shop since given`],
    ['given resolve { name: "x" } expect not matched "Rest" since resolve'],
    [
      'given alert { name: "Down", labels: { env: "prod", load_test: "1" } } expect suppressed 1 times expect not suppressed 2 times',
    ],
  ])('%s', (items) => expect(failures(items)).toEqual([]))
})

describe('what fails says why', () => {
  test.each<[items: string, message: string]>([
    [`${down} expect not matched "Down"`, '"Down" took an alert'],
    [`${down} expect matched "Rest"`, 'it was not asked about Down: "Down" stops processing'],
    ['given alert { name: "Else" } expect matched "Down"', 'its condition did not hold for Else'],
    ['expect matched "Down"', 'no firing alert was given'],
    [`${down} expect notify @lead`, 'notified: @shop via slack'],
    [`${down} expect escalate @lead`, 'escalated to: none'],
    [`${down} expect notify @shop 2 times`, 'it was 1 time; notified: @shop via slack'],
    [`${down} expect not notify @shop since given`, 'since then: notified: @shop via slack'],
    [
      `${mock} ${down} after 1h30m expect notify @shop 3 times since 90m`,
      'it was 0 times; in the last 1h30m: notified: none',
    ],
    [`${down} expect suppressed`, 'suppressed: none'],
    [`${down} expect end ok`, 'ends: "Down" still runs'],
    [`${down} expect grouped with label.service`, 'incident of "Down" with 1 alert'],
    [`${down} expect incident.count == 2`, 'incident.count == 2   (incident.count is 1)'],
    [`${down} expect ran restart_service`, 'ran: none'],
    [
      `${down} ack by @kim expect end failed`,
      'run restart_service has no mock: write `mock run restart_service returns { ok: true }` before it',
    ],
    ['given alert { name: "Else" } ack by @kim expect not running', 'no incident is open that could be acknowledged'],
    [`${down} resolve alert ack by @kim expect not running`, 'no incident is open that could be acknowledged'],
    ['resolve alert expect not running', 'no alert is open'],
    [
      'at 2026-03-02T10:00 in "UTC" at 2026-03-02T09:00 in "UTC" expect not running',
      'time runs forward only: this is before what came last',
    ],
  ])('%s', (items, message) => expect(failures(items)).toEqual([message]))

  test('a suppressed rule shows the clause; a condition every clause with what it read', () => {
    const text = `${rules}\ntest "t" { given alert { name: "Down", labels: { env: "dev" } } expect matched "Down" }`
    const [outcome] = runTests([parse(text, 'a.rule')], () => true)
    expect(outcome && failureReport(outcome, () => text)).toEqual([
      '  expect matched "Down"',
      '    --> a.rule:17:65',
      '    its condition did not hold for Down',
      '      ✗ all of',
      '        ✓ alert.name == "Down"   (alert.name is "Down")',
      '        ✗ one of',
      '          ✗ label.env == "prod"   (label.env is "dev")',
      '          ✗ has label.vip   (label.vip is missing)',
      '  what happened until then (times in UTC):',
      '    Mon 2026-01-05 09:00:00         alert opened: Down (warning)',
      '                                    rule "Rest" takes it',
      '                                    incident of "Rest" opened',
      '                                    notify @all: [WARNING] Down',
      '                                    run of "Rest" ended: succeeded',
    ])
  })
})

describe('a test that cannot be run as written fails, and says what is wrong', () => {
  test.each<[items: string, message: string]>([
    ['mock http host returns { status: "ok" } expect not running', '`status` is a whole number, such as 200'],
    ['mock call p returns { outcome: "bad" } expect not running', '`outcome` is "ok" or "failed"'],
    ['mock ticket t returns true expect not running', 'a mocked ticket returns a map, such as { key: "PAY-1" }'],
    ['approve by @kim expect not running', 'nothing waits for a decision'],
    ['expect ticket created', 'tickets: none'],
    ['given webhook "drain" { } expect not running', 'no rule here starts by webhook "drain"'],
    ['given manual "Down" expect not running', 'no rule "Down" here starts by hand: it would say `on manual`'],
    [`${down} expect notify @shop 1.5 times`, 'this is a whole number'],
    [`expect not notify @shop since given ${down}`, 'there is no `given` before this'],
    ['expect matched "Dwn"', 'no rule is called "Dwn"; did you mean "Down"?'],
    ['given alert { lables: { } } expect not running', 'an alert has no `lables`; did you mean `labels`?'],
    [
      'mock run x returns { exitcode: 1 } expect not running',
      'a repair returns no `exitcode`; did you mean `exit_code`?',
    ],
    ['mock run x returns true expect not running', 'a repair returns a map, such as { ok: true }, not true or false'],
    ['given 0 alerts every 1m { } expect not running', 'this is a whole number from 1 to 10000'],
    [down, 'this test expects nothing'],
  ])('%s', (items, message) => expect(failures(items)).toEqual([message]))
})

test('a test sees the files that its own uses, and no other', () => {
  const files = {
    'team/a.rule':
      'edition 1\nuse "../shared.rule"\nrule "A" { when canary then { notify @a } }\ntest "sees" { given alert { labels: { track: "canary" } } expect matched "A" expect not notify @b }',
    'shared.rule': 'edition 1\ncondition canary = label.track == "canary"',
    'b.rule': 'edition 1\nrule "B" { priority 900 then { notify @b } stop processing }',
  }
  const parsed = Object.entries(files).map(([file, text]) => parse(text, file))
  const outcomes = runTests(parsed, () => true)
  expect(outcomes.map(({ failures }) => failures)).toEqual([[]])
  expect(runTests(parsed, (file) => file === 'b.rule')).toEqual([])
})
