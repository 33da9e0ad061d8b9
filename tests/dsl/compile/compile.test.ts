import { describe, expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import { renderText } from '../../../dsl/compile/value-of.ts'
import type { PlanStep } from '../../../dsl/model/plan.ts'
import { allSteps } from '../../../dsl/model/plan-steps.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { facts, plan, ruleSet } from './made.ts'

const rule = (name: string, items = '') => `rule "${name}" { ${items} then { end ok } }`
const all = (...steps: string[]) => allSteps(plan(`rule "r" { then {\n${steps.join('\n')}\n} }`))
const only = <K extends PlanStep['kind']>(kind: K, text: string): Extract<PlanStep, { kind: K }> => {
  const [step] = all(text)
  if (step?.kind !== kind) throw new Error(`${text} is no ${kind}`)
  return step as Extract<PlanStep, { kind: K }>
}

test('plans stand in deciding order: priority, then file by code point, then place', () => {
  const { plans } = ruleSet({
    'b.rule': `${rule('b1')} ${rule('b2', 'priority 300')}`,
    'a.rule': `${rule('a1', 'priority 1')} ${rule('a2')} ${rule('a3')}`,
    // UTF-16 order would put the emoji before the full-width letter.
    '\u{1f600}.rule': rule('emoji'),
    'Ａ.rule': rule('wide'),
  })
  expect(plans.map((found) => found.rule.name)).toEqual(['b2', 'a2', 'a3', 'b1', 'wide', 'emoji', 'a1'])
  expect(plans.map((found) => found.rule.position)).toEqual([1, 1, 2, 0, 0, 0, 0])
})

test('a rule says what it is in its plan', () => {
  const found = plan(`
    rule "Disk full" {
      meta { owner: @storage, tags: ["a", 1], level: high }
      disabled
      priority 50
      when has label.host
      suppress when has label.load_test
      suppress when alert.severity <= info
      group by label.host, alert.name within 10m wait 30s
      then { end ok }
      stop processing
    }`)
  expect(found).toMatchObject({
    schema: 1,
    version: 'ruleset_1',
    rule: { name: 'Disk full', file: 'a.rule', position: 0 },
    meta: {
      owner: { $: 'handle', name: 'storage' },
      tags: ['a', 1],
      level: { $: 'severity', severity: 'high' },
    },
    enabled: false,
    priority: 50,
    group: {
      by: [
        { root: 'label', segments: ['host'] },
        { root: 'alert', segments: ['name'] },
      ],
      withinMs: 600_000,
      waitMs: 30_000,
    },
    stopProcessing: true,
  })
  expect(found.suppress.map(({ kind }) => kind)).toEqual(['has', 'compare'])
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})

test('what a rule leaves out has its default', () => {
  expect(plan(rule('r'))).toMatchObject({
    enabled: true,
    priority: 100,
    when: null,
    suppress: [],
    group: { by: [], withinMs: null, waitMs: 0 },
    stopProcessing: false,
    onError: null,
    templates: {},
  })
})

describe('steps', () => {
  test('have the name they were given, else their place, as id', () => {
    const found = plan(`
      rule "r" {
        then {
          notify @a
          wait for ack up to 15m as answer
            on timeout { escalate @a  notify @b }
          if has label.a { sleep 1m } else if has label.b { sleep 2m  sleep 3m } else { end ok }
          run clean with { host: label.host } as job
            on error { if has label.c { end failed } }
        }
        on error { notify @c }
      }`)
    expect(allSteps(found).map(({ id }) => id)).toEqual([
      'then.0',
      'answer',
      'answer.timeout.0',
      'answer.timeout.1',
      'then.2',
      'then.2.if0.0',
      'then.2.if1.0',
      'then.2.if1.1',
      'then.2.else.0',
      'job',
      'job.error.0',
      'job.error.0.if0.0',
      'on_error.0',
    ])
  })

  test('are titled for people', () => {
    const titles = all(
      'notify @payments, "#room", "ops-{{label.env}}@example.org" via slack, sms',
      'escalate @payments level 2 via phone',
      'escalate @payments',
      'wait for ack up to 15m',
      'wait for resolve up to 90m',
      'if label.env == "prod" and has label.a { end ok "fine" }',
      'set before = metadata.free',
      'set alert.note = "cleaned"',
      'sleep 30m',
      'run grow_volume',
      'end failed',
    ).map(({ title }) => title)
    expect(titles).toEqual([
      'Notify @payments, #room, ops-{{label.env}}@example.org via slack, sms',
      'Escalate to @payments level 2 via phone',
      'Escalate to @payments',
      'Wait for ack up to 15m',
      'Wait for resolve up to 1h30m',
      'If label.env == "prod" and has label.a',
      'End ok',
      'Set before',
      'Note on the alert',
      'Sleep 30m',
      'Run grow_volume',
      'End failed',
    ])
  })

  test('have the defaults of D103 and D104', () => {
    const message = { timeoutMs: 30_000, retry: { times: 5, backoffMs: 10_000, maxMs: 150_000 }, via: [], using: null }
    expect(only('notify', 'notify @a')).toMatchObject(message)
    expect(only('escalate', 'escalate @a')).toMatchObject({ ...message, level: null })
    expect(only('run', 'run clean')).toMatchObject({ timeoutMs: 300_000, retry: { times: 0 }, verify: null, with: {} })
  })

  test('keep what they say', () => {
    expect(only('notify', 'notify @a timeout 5s retry 3 times backoff 2m')).toMatchObject({
      timeoutMs: 5_000,
      retry: { times: 3, backoffMs: 120_000, maxMs: 150_000 },
    })
    expect(
      only('run', 'run clean with { host: label.host } timeout 1m retry 2 times verify (has label.a) within 3m'),
    ).toMatchObject({
      with: { host: { kind: 'path', root: 'label', segments: ['host'] } },
      timeoutMs: 60_000,
      retry: { times: 2 },
      verify: { condition: { kind: 'has' }, withinMs: 180_000 },
    })
    expect(only('set', 'set alert.note = "x"').name).toBeNull()
  })
})

describe('names', () => {
  test('of other files are seen through use, also through one between', () => {
    const { plans, windows } = ruleSet({
      'team/a.rule': `use "../mid.rule"\nrule "r" { when low and during night then { notify @a using page } }`,
      'mid.rule': 'use "shared/c.rule"\nuse "team/a.rule"',
      'shared/c.rule': `
        const limit = 5
        condition low = alert.count < limit
        window night in "UTC" { every day 20:00..06:00 }
        template page = "{{alert.name}} below {{limit}}"`,
    })
    const [found] = plans
    expect(found?.when).toMatchObject({
      parts: [
        { kind: 'named', name: 'low', of: { right: { kind: 'literal', value: 5 } } },
        { kind: 'during', name: 'night', window: { zone: 'UTC' } },
      ],
    })
    expect(found && renderText(found.templates.page ?? { kind: 'literal', value: null }, facts({ name: 'x' }))).toBe(
      'x below 5',
    )
    expect(Object.keys(windows)).toEqual(['night'])
  })

  test('of files that are not used are not seen (D114)', () => {
    const texts = { 'a.rule': rule('r', 'when low'), 'b.rule': 'condition low = has label.a' }
    // A name that nobody declared is one of the run, which is not there when the rule is decided.
    expect(ruleSet(texts).plans[0]?.when).toMatchObject({ kind: 'truth', value: { root: 'names', segments: ['low'] } })
  })

  test('of constants may stand in paths', () => {
    const { plans } = ruleSet({
      'a.rule': `const limits = { cpu: 90%, disk: [5GiB] }
        ${rule('r', 'when alert.value > limits.cpu or label.free < limits.disk[0]')}`,
    })
    expect(plans[0]?.when).toMatchObject({
      parts: [
        { right: { value: { $: 'percent', value: 90 } } },
        { right: { value: { $: 'size', bytes: 5 * 1024 ** 3 } } },
      ],
    })
  })
})

describe('what check refuses is refused here too', () => {
  test.each<[text: string, says: RegExp]>([
    ['rule "r" { then { call nowhere() } }', /unknown playbook nowhere/],
    ['playbook p() { call q() }\nplaybook q() { call p() }\nrule "r" { then { call p() } }', /playbook p calls itself/],
    ['rule "r" { then { approve by @a up to 5m with { quorum: 0 } } }', /quorum/],
    ['rule "r" { then { wait until (has label.a) } }', /without `up to`/],
    ['inhibit i { source (count >= 3 within 10m) mutes (has label.a) }', /a window cannot be asked here/],
    ['rule "r" { on absence of (count >= 3 within 10m) for 1h then { end ok } }', /a window cannot be asked here/],
    ['rule "r" { then { notify @a using page } }', /unknown template page/],
    ['rule "r" { when during night then { end ok } }', /unknown window night/],
    ['rule "r" { then { notify "{{alert.name | shout}}" } }', /unknown filter shout/],
    ['rule "r" { then { set alert.title = "x" } }', /alert.title/],
    ['const a = b\nconst b = a\nrule "r" { when alert.count > a then { end ok } }', /made of itself/],
    ['condition a = not a\nrule "r" { when a then { end ok } }', /made of itself/],
    ['rule "r" { meta { a: "{{alert.name}}" } then { end ok } }', /meta.a is not constant/],
  ])('%s', (text, says) => {
    expect(() => compile([parse(`edition 1\n${text}`, 'a.rule')], 'v')).toThrow(says)
    expect(() => compile([parse(`edition 1\n${text}`, 'a.rule')], 'v')).toThrow(/^a\.rule, character \d+: /)
  })
})
