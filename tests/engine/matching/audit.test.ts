import { expect, test } from 'vitest'
import { type Disagreement, matchAudit } from '../../../engine/matching/audit.ts'
import { matcher } from '../../../engine/matching/matcher.ts'
import { facts, plan } from '../../dsl/compile/made.ts'

const rule = (name: string, when: string) => plan(`rule "${name}" { when ${when} then { end ok } }`)
const plans = [
  rule('prod', 'label.env == "prod"'),
  rule('high', 'alert.severity >= high'),
  rule('all', 'not has label.x'),
]
const seen = facts({ labels: { env: 'prod' } })

test('decides the sampled ones again and finds no disagreement with the matcher', async () => {
  const found: Disagreement[] = []
  const audit = matchAudit({ share: 1, onDisagreement: (one) => found.push(one) })
  audit.observe(plans, seen, matcher(plans)(seen))
  expect(audit.decided()).toBe(0)
  await audit.idle()
  expect(audit.decided()).toBe(3)
  expect(found).toEqual([])
})

test('tells which rule was decided otherwise, matched or not', async () => {
  const found: Disagreement[] = []
  const audit = matchAudit({ share: 1, onDisagreement: (one) => found.push(one) })
  audit.observe(plans, seen, plans.slice(1, 2))
  await audit.idle()
  expect(found.map(({ rule, matcher, rulesEngine }) => [rule, matcher, rulesEngine])).toEqual([
    ['high', true, false],
    ['prod', false, true],
    ['all', false, true],
  ])
  expect(found[0]).toMatchObject({ version: 'ruleset_1', alert_id: 'alert_1', error: null })
})

test('a condition that json-rules-engine can not decide is a disagreement with its reason', async () => {
  const found: Disagreement[] = []
  const audit = matchAudit({ share: 1, onDisagreement: (one) => found.push(one) })
  const [first] = plans
  if (!first?.when) throw new Error('no condition')
  const broken = {
    ...first,
    when: { kind: 'during', name: null, window: { zone: 'Mars/Olympus', spans: [], except: [] }, at: first.when.at },
  } as const
  audit.observe([broken], seen, [])
  await audit.idle()
  expect(found).toMatchObject([{ rulesEngine: null, error: expect.stringContaining('Mars/Olympus') }])
})

test('drops what does not fit into the queue', async () => {
  const audit = matchAudit({ share: 1, queue: 4, onDisagreement: () => {} })
  audit.observe(plans, seen, [])
  audit.observe(plans, seen, [])
  await audit.idle()
  expect(audit.decided()).toBe(4)
})

test('takes the share it was told, and none at 0', async () => {
  const draws = [0.009, 0.01, 0.5]
  const audit = matchAudit({ share: 0.01, random: () => draws.shift() ?? 1, onDisagreement: () => {} })
  for (let alert = 0; alert < 3; alert++) audit.observe(plans, seen, [])
  await audit.idle()
  expect(audit.decided()).toBe(3)
  const never = matchAudit({ share: 0, random: () => 0, onDisagreement: () => {} })
  never.observe(plans, seen, [])
  await never.idle()
  expect(never.decided()).toBe(0)
})

test('goes on with samples that come after it was idle', async () => {
  const audit = matchAudit({ share: 1, onDisagreement: () => {} })
  for (const expected of [3, 6]) {
    audit.observe(plans, seen, [])
    await audit.idle()
    expect(audit.decided()).toBe(expected)
  }
})

test.each([-0.1, 1.1, Number.NaN])('refuses a share of %d', (share) => {
  expect(() => matchAudit({ share, onDisagreement: () => {} })).toThrow(/TOCSIN_MATCH_AUDIT/)
})
