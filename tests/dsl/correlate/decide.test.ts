import { describe, expect, test } from 'vitest'
import { decideRules } from '../../../dsl/correlate/decide.ts'
import { facts, ruleSet } from '../compile/made.ts'

const { plans } = ruleSet({
  'a.rule': `
    rule "top" { priority 300 when label.a == "1" then { notify @a } stop processing }
    rule "held" { priority 200 suppress when label.b == "1" then { notify @a } }
    rule "only suppresses" { priority 150 suppress when label.c == "1" }
    rule "last" { priority 100 then { notify @a } }
  `,
})
const byName = (...names: string[]) => plans.filter(({ rule }) => names.includes(rule.name))
const idsOf = (...names: string[]) => new Set(byName(...names).map(({ rule }) => rule.id))
const all = ['top', 'held', 'only suppresses', 'last']

function outcomes(matched: string[], taken: string[] = [], labels: Record<string, string> = {}) {
  const factsOf = (meta: object) => ({ ...facts({ labels }), meta: { ...meta } })
  const { rules, stoppedBy, unmatched } = decideRules(plans, byName(...matched), idsOf(...taken), factsOf)
  const shown = rules.map(({ plan, outcome }) => `${plan.rule.name}: ${outcome}`)
  return { shown, stoppedBy: stoppedBy?.rule.name ?? null, unmatched }
}

describe('which rules take an alert', () => {
  test('all whose condition holds, until one stops', () =>
    expect(outcomes(all)).toEqual({ shown: ['top: takes'], stoppedBy: 'top', unmatched: false }))
  test('a suppressed one is recorded and stops none', () =>
    expect(outcomes(['held', 'last'], [], { b: '1' })).toEqual({
      shown: ['held: suppressed', 'last: takes'],
      stoppedBy: null,
      unmatched: false,
    }))
  test('one without steps takes nothing', () =>
    expect(outcomes(['only suppresses', 'last']).shown).toEqual(['only suppresses: no_steps', 'last: takes']))
  test('each once in an episode; one that took it still stops, though it no longer matches', () => {
    expect(outcomes(['held', 'last'], ['last']).shown).toEqual(['held: takes', 'last: already_taken'])
    expect(outcomes(['last'], ['top'])).toMatchObject({ shown: ['top: stops'], stoppedBy: 'top', unmatched: false })
  })
  test('none: unmatched, unless a rule took it before', () => {
    expect(outcomes([]).unmatched).toBe(true)
    expect(outcomes([], ['last']).unmatched).toBe(false)
  })
})
