import { expect, test } from 'vitest'
import { readGiven } from '../../../dsl/simulate/given.ts'
import { shown, simulate } from '../../../dsl/simulate/simulate.ts'
import { timeline } from '../../../dsl/simulate/timeline.ts'
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
test('the clauses stand under their own rule, whatever else starts rules', () => {
  const mixed = ruleSet({
    'm.rule': `rule "hook" { priority 900 on webhook "x" then { notify @a } }
      rule "disk" { when alert.severity >= high and label.env == "prod" then { notify @b } }`,
  })
  const event = readGiven({ severity: 'high', labels: { env: 'prod' } }, 'active', start).event
  const lines = timeline(simulate(mixed, event, start).trace, { start, zone: 'UTC', plans: mixed.plans }).join('\n')
  expect(lines).toMatch(/rule "disk" .*takes it[\s\S]*✓ label.env == "prod"/)
})
test('the same alert at the same time gives the same trace', () => {
  const again = simulate(rules, readGiven({ severity: 'high', labels: { env: 'prod' } }, 'active', start).event, start)
  expect(shown(again.trace, rules)).toEqual(json)
})
test('an escalation to another level than the rule names says why', () => {
  const paged = (step: string, levels: string) => {
    const set = ruleSet({ 'l.rule': `schedule duty in "UTC" { ${levels} } rule "r" { then { ${step} } }` })
    const run = simulate(set, readGiven({ severity: 'high' }, 'active', start).event, start)
    return timeline(run.trace, { start, zone: 'UTC' }).find((line) => line.includes('escalate'))
  }
  const one = 'level 1 always { @kim }'
  expect(paged('escalate @duty level 2', one)).toContain('escalate @duty level 1 (there is no level 2) = @kim:')
  expect(paged('escalate @duty level 1', one)).toContain('escalate @duty level 1 = @kim:')
})
