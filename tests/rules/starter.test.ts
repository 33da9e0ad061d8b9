/** Every starter rule parses, checks without a finding, compiles, and decides as its comment says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { check } from '../../dsl/checks/index.ts'
import { evaluate } from '../../dsl/compile/evaluate.ts'
import { compile } from '../../dsl/compile/index.ts'
import type { AlertFacts, Facts } from '../../dsl/model/facts.ts'
import { allSteps } from '../../dsl/model/plan-steps.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { print } from '../../dsl/syntax/print.ts'
import { matcher } from '../../engine/matching/matcher.ts'

const folder = join(import.meta.dirname, '../../rules/starter')
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
const parsed = files.map(({ name, text }) => parse(text, name))
// Whom a fresh install knows (D17).
const known = {
  handles: ['admin', 'oncall'],
  connections: {},
  remediations: { restart_service: ['service_name', 'server'] },
}

test('there are six', () => expect(files.map(({ name }) => name)).toHaveLength(6))

describe.each(files)('$name', ({ name, text }) => {
  test('prints back byte for byte', () => expect(print(parse(text, name))).toBe(text))
  test('says in a doc comment what it is for', () => expect(text).toMatch(/^## \S.{20,}\n(##.*\n)*rule "/m))
  test('holds one rule', () =>
    expect(parse(text, name).declarations.filter(({ kind }) => kind === 'rule')).toHaveLength(1))
})

describe('together', () => {
  const { plans } = compile(parsed, 'ruleset_test')
  const plan = (name: string) => plans.find((one) => one.rule.name === name)

  test('have no finding with nothing configured', () => expect(check(parsed, known)).toEqual([]))
  test('have rules and steps of distinct ids', () => {
    expect(new Set(plans.map(({ rule }) => rule.id)).size).toBe(files.length)
    for (const plan of plans) {
      const ids = allSteps(plan).map(({ id }) => id)
      expect(ids.length, plan.rule.name).toBeGreaterThan(0)
      expect(new Set(ids).size, plan.rule.name).toBe(ids.length)
    }
  })
  test('only the one that acts on machines is disabled', () =>
    expect(plans.filter((one) => !one.enabled).map((one) => one.rule.name)).toEqual(['Dead service']))
  test('the critical one pages, waits and escalates', () =>
    expect(plan('Critical alert')?.steps.map((step) => step.kind)).toEqual(['notify', 'wait', 'wait', 'end']))
})

describe('which rules take an alert', () => {
  const noon = Date.parse('2026-03-02T12:00:00Z') // a Monday
  const night = Date.parse('2026-03-02T23:00:00Z')
  const takenBy = takers()

  test.each<[what: string, now: number, alert: Partial<AlertFacts>, rules: string[]]>([
    ['critical by day', noon, { severity: 'critical' }, ['Critical alert']],
    ['critical at night', night, { severity: 'critical' }, ['Critical alert']],
    ['a disk by day', noon, { severity: 'warning', name: 'DiskFull' }, ['Disk filling']],
    ['a disk at night', night, { severity: 'warning', name: 'DiskFull' }, ['Quiet hours']],
    ['a grave disk at night', night, { severity: 'high', name: 'DiskFull' }, ['Disk filling']],
    ['a certificate by day', noon, { severity: 'info', name: 'CertExpires' }, ['Certificate expiring']],
    ['a certificate at night', night, { severity: 'info', name: 'CertExpires' }, ['Quiet hours']],
    ['high without a rule', night, { severity: 'high', name: 'Queue' }, ['High alert without a rule']],
    ['an unknown severity at night', night, { severity: 'unknown', name: 'Queue' }, ['High alert without a rule']],
    ['a warning without a rule by day', noon, { severity: 'warning', name: 'Queue' }, []],
  ])('%s', (_what, now, alert, rules) => expect(takenBy(alert, now)).toEqual(rules))

  test('a warning at night that turns critical pages, although quiet hours took it before', () => {
    const taken = takenBy({ severity: 'warning', name: 'Queue' }, night)
    expect(taken).toEqual(['Quiet hours'])
    expect(takenBy({ severity: 'critical', name: 'Queue' }, night, taken)).toEqual(['Critical alert'])
  })

  /** The order of D24: by priority; a rule that matches, or took the alert before, may stop those below it. */
  function takers() {
    const { plans } = compile(parsed, 'ruleset_test')
    const matches = matcher(plans)
    return (given: Partial<AlertFacts>, now: number, before: readonly string[] = []): string[] => {
      const facts: Facts = {
        alert: { ...calm, ...given },
        incident: null,
        meta: {},
        names: {},
        run: null,
        error: null,
        now,
      }
      const matched = matches(facts)
      const taken: string[] = []
      for (const one of plans) {
        const had = before.includes(one.rule.name)
        if (!matched.includes(one) && !had) continue
        if (!had && !one.suppress.some((condition) => evaluate(condition, facts))) taken.push(one.rule.name)
        if (one.stopProcessing) break
      }
      return taken
    }
  }
})

const calm: AlertFacts = {
  id: 'alert_1',
  source: 'test',
  name: 'Test',
  title: 'Test',
  description: '',
  url: null,
  severity: 'info',
  status: 'active',
  tags: [],
  value: null,
  started_at: 0,
  ended_at: null,
  received_at: 0,
  count: 1,
  fingerprint: 'f',
  labels: {},
  metadata: {},
}
