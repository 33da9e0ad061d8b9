/** What a window holds is decided alike by the definition, the closures, json-rules-engine and the explanation. */
import { expect, test } from 'vitest'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { explain } from '../../../dsl/compile/explain.ts'
import { toRulesEngine } from '../../../dsl/compile/rules-engine.ts'
import { conditionText } from '../../../dsl/model/condition-text.ts'
import { countsIn } from '../../../dsl/model/counts-in.ts'
import { closureOf } from '../../../engine/matching/closure.ts'
import { matcher } from '../../../engine/matching/matcher.ts'
import { decide } from '../../../engine/matching/rules-engine.ts'
import { condition, facts, ruleSet } from '../../dsl/compile/made.ts'

test.each<[op: string, count: number | null, holds: boolean]>([
  ['>= 3', 3, true],
  ['>= 3', 2, false],
  ['> 3', 3, false],
  ['> 3', 4, true],
  ['>= 3', null, false],
])('count %s with %s', async (op, count, holds) => {
  const asked = condition(`label.a == "1" and count ${op} within 10m by label.s`)
  const [window] = countsIn(asked)
  const counts = count === null || !window ? undefined : { [window.spec.id]: count }
  const seen = facts({ labels: { a: '1' } }, counts && { counts })
  expect(evaluate(asked, seen)).toBe(holds)
  expect(closureOf(asked)(seen)).toBe(holds)
  expect(await decide(toRulesEngine(asked), seen)).toBe(holds)
  expect(explain(asked, seen).parts[1]).toMatchObject({
    clause: `count ${op} within 10m by label.s`,
    holds,
    reads: [{ path: 'count', value: count, missing: count === null }],
  })
})

test('windows that count the same are one, whatever they are compared with and wherever they stand', () => {
  const idOf = (text: string) => countsIn(condition(text))[0]?.spec.id
  const one = idOf('label.a == "1" and count >= 3 within 10m by label.s')
  expect(idOf('count > 7 within 600s by label.s and   label.a == "1"')).toBe(one)
  expect(idOf('count of (label.a == "1") >= 3 within 10m by label.s')).toBe(one)
  for (const other of [
    'label.a == "2" and count >= 3 within 10m by label.s',
    'label.a == "1" and count >= 3 within 10m',
  ])
    expect(idOf(other)).not.toBe(one)
})
test('what a window counts without `of`: the conjuncts that ask no window, also those inside a named condition', () => {
  const more = 'condition busy = label.b == "2" and count >= 2 within 1h'
  const asked = condition('label.a == "1" and busy and (label.c == "3" or distinct label.d >= 2 within 1m)', more)
  const counted = countsIn(asked).map(({ spec }) => spec.of && conditionText(spec.of))
  expect(counted).toEqual(['label.a == "1" and label.b == "2"', 'label.a == "1" and label.b == "2"'])
})
test('without `by` a window is kept by what the trigger says, else by the group', () => {
  const byOf = (items: string) => {
    const [plan] = ruleSet({ 'a.rule': `rule "r" { ${items} when count >= 2 within 1h then { end ok } }` }).plans
    return plan?.when && countsIn(plan.when)[0]?.spec.by.map(({ segments }) => segments[0])
  }
  expect(byOf('group by label.g')).toEqual(['g'])
  expect(byOf('on absence of (has label.x) for 1h by label.t group by label.g')).toEqual(['t'])
  expect(byOf('')).toEqual([])
})
test('only rules that alerts start are found for an alert', () => {
  const { plans } = ruleSet({
    'a.rule':
      'rule "a" { then { end ok } } rule "b" { on every 1h then { end ok } } rule "c" { on manual then { end ok } }',
  })
  expect(matcher(plans)(facts()).map(({ rule }) => rule.name)).toEqual(['a'])
})
