import { expect, test } from 'vitest'
import { openIncidentOf } from '../../../dsl/correlate/open-rule.ts'
import type { OpenRule } from '../../../dsl/model/plan.ts'
import { facts } from '../compile/made.ts'

const at = { start: 0, end: 0 }
const byDc: OpenRule = { rule: 'DC down', by: [{ kind: 'path', root: 'label', segments: ['dc'], at }] }
const anywhere: OpenRule = { rule: 'DC down', by: [] }
const incident = (id: string, rule: string, ...dcs: (string | null)[]) => ({
  id,
  rule,
  alerts: dcs.map((dc) => facts({ labels: dc === null ? {} : { dc } })),
})
const idOf = (wanted: OpenRule, dc: string | null, ...open: ReturnType<typeof incident>[]) =>
  openIncidentOf(wanted, facts({ labels: dc === null ? {} : { dc } }), open)?.id ?? null

test('an open incident of the rule with the same value', () => {
  const open = [incident('1', 'Other', 'eu'), incident('2', 'DC down', 'us'), incident('3', 'DC down', 'ap', 'eu')]
  expect(idOf(byDc, 'eu', ...open)).toBe('3')
  expect(idOf(byDc, 'af', ...open)).toBeNull()
})
test('missing equals missing and empty', () => {
  expect(idOf(byDc, null, incident('1', 'DC down', ''))).toBe('1')
  expect(idOf(byDc, '', incident('1', 'DC down', null))).toBe('1')
  expect(idOf(byDc, 'eu', incident('1', 'DC down', null))).toBeNull()
})
test('without by any, also one that no alert started', () => {
  expect(idOf(anywhere, 'eu', incident('1', 'DC down'))).toBe('1')
  expect(idOf(byDc, 'eu', incident('1', 'DC down'))).toBeNull()
  expect(idOf(anywhere, 'eu')).toBeNull()
})
