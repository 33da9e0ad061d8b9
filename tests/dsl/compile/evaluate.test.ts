import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import type { AlertFacts } from '../../../dsl/model/facts.ts'
import { condition, facts } from './made.ts'

const alert: Partial<AlertFacts> = {
  source: 'prometheus',
  name: 'NodeDiskUsage',
  description: 'Café disk\nat 93%',
  severity: 'high',
  tags: ['cpu', 'tier1'],
  value: { $: 'percent', value: 95.2 },
  labels: {
    env: 'prod',
    retries: '3',
    free: '9GiB',
    free_k8s: '20Gi',
    free_odd: '20G',
    took: '1m30s',
    took_bare: '90',
    used: '95.2 %',
    used_bare: '95.2',
    empty: '',
    level: 'high',
    cafe: 'Cafe\u0301',
    owner: '@amy',
    'k8s.io/app': 'cart',
    since: '2026-03-02T00:00:00Z',
    canary: 'true',
  },
  metadata: { code: 5, free: '9GiB', ok: true, off: false, none: null, list: ['a', '5', 5], deep: { x: ['y'] } },
}

describe('compiled and evaluated', () => {
  test.each<[text: string, holds: boolean]>([
    // equality and text (D94)
    ['label.env == "prod"', true],
    ['label.env == "Prod"', false],
    ['label.env != "prod-eu"', true],
    ['label.cafe == "Café"', true],
    ['label["k8s.io/app"] == "cart"', true],
    ['label.env in ["prod", "prod-eu"]', true],
    ['label.env not in ["prod"]', false],
    ['alert.tags contains "cpu"', true],
    ['alert.tags contains "cp"', false],
    ['alert.description contains "Cafe\u0301 d"', true],
    ['alert.name starts with "Node"', true],
    ['alert.name ends with "node"', false],
    ['alert.name matches /disk/', false],
    ['alert.name matches /disk/i', true],
    ['alert.description matches /disk.at/', false],
    ['alert.description matches /disk.at/s', true],
    ['alert.name matches /^Disk/', false],
    // two-valued logic (D93)
    ['label.gone == "a"', false],
    ['label.gone != "a"', false],
    ['not label.gone == "a"', true],
    ['metadata.none != "a"', false],
    ['has label.gone', false],
    ['has metadata.none', false],
    ['has label.empty', true],
    ['has alert.ended_at', false],
    // labels are read as the literal's type (section 0)
    ['label.retries >= 3', true],
    ['label.retries == 3.0', true],
    ['label.env > 3', false],
    ['label.env != 3', false],
    ['label.free < 20GiB', true],
    ['label.free_k8s == 20GiB', true],
    ['label.free_odd > 1GiB', false],
    ['label.free_odd != 1GiB', false],
    ['label.took >= 90s', true],
    ['label.took_bare >= 90s', false],
    ['label.level == high', true],
    ['label.level >= warning', true],
    ['label.owner == @amy', true],
    ['label.canary == true', true],
    ['label.since < 2026-03-02T03:10', true],
    ['label.since == 2026-03-02', true],
    ['label.env > "a"', false],
    ['label.retries == label.took_bare', false],
    ['label.env in [3, "prod"]', true],
    // metadata (JSON)
    ['metadata.code == "5"', true],
    ['metadata.code == 5', true],
    ['metadata.free < 20GiB', true],
    ['metadata.list contains 5', true],
    ['metadata.list contains "a"', true],
    ['metadata.list contains "b"', false],
    ['metadata.deep.x[0] == "y"', true],
    ['metadata.deep.x[1] == "y"', false],
    ['metadata.ok', true],
    ['metadata.off', false],
    ['label.canary', false],
    ['metadata.code in [4, 5]', true],
    // percent (D95)
    ['alert.value > 95%', true],
    ['alert.value == 95.2%', true],
    ['alert.value > 90', false],
    ['label.used >= 95.2%', true],
    ['label.used_bare >= 95.2%', true],
    ['metadata.code == 5%', true],
    ['5 == 5%', false],
    ['5 < 6%', false],
    // severities (D97)
    ['alert.severity >= high', true],
    ['alert.severity > high', false],
    ['alert.severity == "high"', true],
    ['alert.severity in ["critical", "high"]', true],
    ['alert.severity == "urgent"', false],
    // time
    ['age(alert.started_at) > 1m', true],
    ['age(alert.started_at) > 2m', false],
    ['alert.started_at < 2026-03-02T03:10', true],
    ['alert.started_at + 90s == 2026-03-02T03:10', true],
    // own members only
    ['has metadata.constructor', false],
    ['has metadata.deep.x.length', false],
    ['has label.toString', false],
    ['has alert.labels', false],
    ['has metadata["__proto__"]', false],
  ])('%s is %s', (text, holds) => {
    expect(evaluate(condition(text), facts(alert))).toBe(holds)
  })
})

test('a number that was measured is the percent of that number', () => {
  expect(evaluate(condition('alert.value >= 90%'), facts({ value: 93 }))).toBe(true)
  expect(evaluate(condition('alert.value >= 90%'), facts({ value: 0.93 }))).toBe(false)
})

test('a key of a sender called __proto__ can not be read', () => {
  const metadata = JSON.parse('{ "__proto__": { "x": "a" }, "deep": { "__proto__": "a" } }')
  expect(
    evaluate(condition('metadata["__proto__"].x == "a" or has metadata.deep["__proto__"]'), facts({ metadata })),
  ).toBe(false)
})

test('without an alert every comparison about it is false', () => {
  expect(evaluate(condition('alert.source != "x" or has label.a'), facts(null))).toBe(false)
})

test('constants and named conditions stand for what they hold', () => {
  const more = 'const limit = 20GiB\nconst envs = ["prod", "stage"]\ncondition low = label.free < limit'
  expect(evaluate(condition('low and label.env in envs', more), facts(alert))).toBe(true)
  expect(evaluate(condition('not low', more), facts(alert))).toBe(false)
})
