import { describe, expect, test } from 'vitest'
import type { AlertFacts } from '../../../dsl/model/facts.ts'
import { equalitiesOf } from '../../../engine/matching/bucket-keys.ts'
import { matcher } from '../../../engine/matching/matcher.ts'
import { condition, facts, ruleSet } from '../../dsl/compile/made.ts'

const names = (text: string, alert: Partial<AlertFacts> | null) =>
  matcher(ruleSet({ 'a.rule': text }).plans)(facts(alert)).map(({ rule }) => rule.name)
const rule = (name: string, items: string) => `rule "${name}" { ${items} then { end ok } }\n`

test('answers in deciding order, whichever bucket a rule lies in', () => {
  const text =
    rule('by tag', 'priority 5 when alert.tags contains "cpu"') +
    rule('every', 'priority 4') +
    rule('by label', 'priority 3 when label.env in ["prod", "eu", "prod"]') +
    rule('by source', 'priority 2 when alert.source == "x" and alert.severity == high') +
    rule('by severity', 'priority 1 when alert.severity in ["high"]')
  expect(names(text, { source: 'x', tags: ['cpu', 'cpu'], labels: { env: 'prod' }, severity: 'high' })).toEqual([
    'by tag',
    'every',
    'by label',
    'by source',
    'by severity',
  ])
})

test('leaves out what is disabled and what does not hold', () => {
  const text =
    rule('off', 'disabled when alert.source == "x"') +
    rule('rest fails', 'when alert.source == "x" and has label.gone') +
    rule('other', 'when alert.source == "y"') +
    rule('yes', 'when alert.source == "x"')
  expect(names(text, { source: 'x' })).toEqual(['yes'])
})

test('gives each rule its own meta', () => {
  const text =
    rule('a', 'meta { team: "x" } when label.team == meta.team or meta.team == "x" and label.any == "1"') +
    rule('b', 'meta { team: "y" } when meta.team == "x"')
  expect(names(text, { labels: { any: '1' } })).toEqual(['a'])
})

test('asks rules without a when for facts without an alert too', () => {
  expect(names(rule('every', '') + rule('x', 'when alert.source == "x"'), null)).toEqual(['every'])
})

describe('the equalities that a condition implies', () => {
  test.each<[text: string, fields: string[]]>([
    ['alert.source == "a" and label.env == "b"', ['source', 'label.env']],
    ['"a" == alert.name', ['name']],
    ['alert.severity == critical', ['severity']],
    ['low', ['label.x']],
    ['label.env in ["a", "b"]', ['label.env']],
    // These do not imply one:
    ['alert.source == "a" or label.env == "b"', []],
    ['not alert.source == "a"', []],
    ['alert.source != "a"', []],
    ['label.n == 3', []],
    ['label.n in ["a", 3]', []],
    ['alert.source == label.env', []],
    ['alert.description contains "a"', []],
    ['metadata.a == "b"', []],
  ])('%s: %j', (text, fields) => {
    const found = equalitiesOf(condition(text, 'condition low = label.x == "y"'))
    expect(found.map(({ field }) => field)).toEqual(fields)
  })
})
