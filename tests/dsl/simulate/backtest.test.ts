/** Two rule sets over the same past: who would gain and lose what. Expected figures are worked out by hand in the comments. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompiledRuleSet } from '../../../dsl/model/rule-set.ts'
import type { Value } from '../../../dsl/model/value.ts'
import { backtest } from '../../../dsl/simulate/backtest.ts'
import { readGiven } from '../../../dsl/simulate/given.ts'
import { type PastEvent, type ReplayOptions, replay } from '../../../dsl/simulate/replay.ts'
import { matcher } from '../../../engine/matching/matcher.ts'
import { ruleSet } from '../compile/made.ts'

const minute = 60_000
/** A quarter of an hour before midnight UTC. */
const start = Date.UTC(2026, 2, 2, 23, 45)
const past = (
  minutes: number,
  given: Readonly<Record<string, Value>>,
  status: 'active' | 'resolved' = 'active',
): PastEvent => {
  const at = start + minutes * minute
  const { event, problems } = readGiven(given, status, at)
  if (problems.length > 0) throw new Error(problems[0]?.problem)
  return { at, event }
}
const page = ruleSet({
  'a.rule': `rule "Database" { when label.service == "db"
    then { notify @kim wait for ack up to 30m on timeout { notify @lead } } }`,
})
const quieter = ruleSet({
  'a.rule': `
    rule "Database" { when label.service == "db" and alert.severity >= high
      then { notify @kim wait for ack up to 30m on timeout { notify @lead } } }
    rule "Everything else" { priority 1 when not has label.service then { notify @ops } }`,
})
const db = (name: string, severity: string) => ({ name, severity, labels: { service: 'db' } })
// Not in the order of time, as exports are not.
const events = [
  past(20, db('down', 'critical'), 'resolved'),
  past(10, db('slow', 'warning')),
  past(0, db('down', 'critical')),
  past(5, { name: 'backup', severity: 'info' }),
]
const both = (options: ReplayOptions = {}) => ({ before: options, after: options })

describe('before and after', () => {
  const found = backtest({ before: page, after: quieter }, events, both())

  test('each event names the rules that it gains and loses, with its runs and messages', () => {
    expect(found.events).toEqual([
      // @kim at 23:55, @lead at 00:25: two messages fewer.
      { index: 1, gains: [], loses: ['Database'], ...changes({ runs: [1, 0], notifications: [2, 0] }) },
      { index: 3, gains: ['Everything else'], loses: [], ...changes({ runs: [0, 1], notifications: [0, 1] }) },
    ])
  })
  test('the sums of each rule', () => {
    expect(found.rules).toEqual([
      // `down`: @kim, and when it is over @kim again; `slow`: @kim and @lead.
      { rule: 'Database', ...changes({ alerts: [2, 1], runs: [2, 1], notifications: [4, 2] }) },
      { rule: 'Everything else', ...changes({ alerts: [0, 1], runs: [0, 1], notifications: [0, 1] }) },
    ])
    expect(found.totals).toEqual(changes({ runs: [2, 2], notifications: [4, 3], unmatched: [1, 1] }))
  })
  test('each person by day', () => {
    expect(found.people).toEqual([
      { person: '@kim', day: '2026-03-02', before: 2, after: 1 },
      { person: '@ops', day: '2026-03-02', before: 0, after: 1 },
      { person: '@kim', day: '2026-03-03', before: 1, after: 1 },
      { person: '@lead', day: '2026-03-03', before: 1, after: 0 },
    ])
  })
})

test('days are those of the zone', () => {
  // 23:45 UTC is the next day in Berlin, and all the rest as well.
  const { people } = replay(page, events, { zone: 'Europe/Berlin' })
  expect(Object.fromEntries([...people].map(([who, days]) => [who, [...days]]))).toEqual({
    '@kim': [['2026-03-03', 3]],
    '@lead': [['2026-03-03', 1]],
  })
})
test('where somebody acknowledges in time nobody else is called', () => {
  const { people } = replay(page, events, { acknowledgeAfterMs: 5 * minute })
  expect([...people.keys()]).toEqual(['@kim'])
  expect([...replay(page, events, { acknowledgeAfterMs: 31 * minute }).people.keys()]).toEqual(['@kim', '@lead'])
})
test('a rise after the acknowledgement is told to who was told before', () => {
  const worse = [past(0, db('down', 'high')), past(10, db('down', 'critical'))]
  const staying = ruleSet({ 'a.rule': 'rule "Stays" { then { notify @kim wait for resolve up to 1h } }' })
  const { people } = replay(staying, worse, { acknowledgeAfterMs: 5 * minute, zone: 'Europe/Berlin' })
  // The page, and the update of the rise.
  expect([...people].map(([who, days]) => [who, [...days.values()]])).toEqual([['@kim', [2]]])
})
test('an event that fires again is taken once', () => {
  const again = [past(0, db('down', 'critical')), past(1, db('down', 'critical'))]
  expect(replay(page, again).events.map(({ takenBy, runs }) => [takenBy, runs])).toEqual([
    [['Database'], 1],
    [[], 0],
  ])
})

type Pair = readonly [before: number, after: number]
const changes = <K extends string>(pairs: Readonly<Record<K, Pair>>) =>
  Object.fromEntries(Object.entries<Pair>(pairs).map(([key, [before, after]]) => [key, { before, after }]))

describe('for random events', () => {
  const anyEvent = fc.record({
    minutes: fc.integer({ min: 0, max: 3000 }),
    name: fc.constantFrom('a', 'b', 'c'),
    severity: fc.constantFrom('critical', 'high', 'warning', 'info'),
    service: fc.constantFrom('db', 'web', null),
    status: fc.constantFrom('active', 'active', 'resolved'),
  })
  const anyPast = fc
    .array(anyEvent, { maxLength: 25 })
    .map((all) =>
      all.map(({ minutes, name, severity, service, status }) =>
        past(minutes, { name, severity, labels: service === null ? {} : { service } }, status as 'active' | 'resolved'),
      ),
    )
  const sets: readonly CompiledRuleSet[] = [page, quieter]

  test('the same rules twice change nothing, exchanged rules the opposite', () => {
    fc.assert(
      fc.property(anyPast, fc.constantFrom(...sets), (all, rules) => {
        expect(backtest({ before: rules, after: rules }, all, both()).events).toEqual([])
        const there = backtest({ before: page, after: quieter }, all, both())
        const back = backtest({ before: quieter, after: page }, all, both())
        expect(back.events.map(({ index, gains, loses }) => [index, loses, gains])).toEqual(
          there.events.map(({ index, gains, loses }) => [index, gains, loses]),
        )
      }),
      { numRuns: 300 },
    )
  })
  test('the messages of events, of rules and of people are the same number', () => {
    fc.assert(
      fc.property(anyPast, fc.constantFrom(...sets), (all, rules) => {
        const found = replay(rules, all)
        const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0)
        const ofRules = sum([...found.rules.values()].map(({ notifications }) => notifications))
        expect(sum(found.events.map(({ notifications }) => notifications))).toBe(ofRules)
        expect(sum([...found.people.values()].flatMap((days) => [...days.values()]))).toBe(ofRules)
      }),
      { numRuns: 300 },
    )
  })
  test("production's matcher finds the same", () => {
    fc.assert(
      fc.property(anyPast, fc.constantFrom(...sets), (all, rules) => {
        const { events: found, people } = replay(rules, all, { matching: matcher(rules.plans) })
        const asked = replay(rules, all)
        expect(found).toEqual(asked.events)
        expect(people).toEqual(asked.people)
      }),
      { numRuns: 300 },
    )
  })
})
