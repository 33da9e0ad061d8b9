import { expect, test } from 'vitest'
import { readGiven } from '../../../dsl/simulate/given.ts'
import { shown, simulate } from '../../../dsl/simulate/simulate.ts'
import { ruleSet } from '../compile/made.ts'

const start = Date.UTC(2026, 2, 2, 3, 10)
const rules = ruleSet({
  'a.rule': `
    rule "off" { disabled then { notify @a } }
    rule "top" { priority 200 when label.env == "prod" then { notify @a wait for ack up to 15m } stop processing }
    rule "low" { when alert.severity >= high then { notify @b } }
    rule "held" { priority 300 suppress when label.env == "prod" then { notify @c } }
  `,
})
const { trace } = simulate(
  rules,
  readGiven({ severity: 'high', labels: { env: 'prod' } }, 'active', start).event,
  start,
)
const json = shown(trace, rules)

test('the trace is JSON, from the arrival to the end of the last run, in the order of time', () => {
  expect(JSON.parse(JSON.stringify(json))).toEqual(json)
  expect(json[0]).toMatchObject({ at: '2026-03-02T03:10:00.000Z', kind: 'alert', what: 'opened' })
  expect(json.at(-1)).toMatchObject({ at: '2026-03-02T03:25:00.000Z', kind: 'run', what: 'ended', rule: 'top' })
  const times = json.map(({ at }) => at)
  expect(times).toEqual(times.toSorted())
})
test('of every rule it says what became of it and why', () => {
  const decided = json.find(({ kind }) => kind === 'decided')
  expect(decided?.rules).toMatchObject([
    { rule: 'held', outcome: 'suppressed', suppress: [{ holds: true }] },
    { rule: 'top', outcome: 'takes', when: { holds: true, clause: 'label.env == "prod"' } },
    { rule: 'off', outcome: 'disabled' },
    { rule: 'low', outcome: 'not_asked', stoppedBy: 'top' },
  ])
})
test('the same alert at the same time gives the same trace', () => {
  const again = simulate(rules, readGiven({ severity: 'high', labels: { env: 'prod' } }, 'active', start).event, start)
  expect(shown(again.trace, rules)).toEqual(json)
})
