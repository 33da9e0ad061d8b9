import { expect, test } from 'vitest'
import { endNotices, type Over } from '../../../dsl/correlate/end-notice.ts'

const over = (id: string, alerts: string, more: Partial<Over> = {}): Over => ({
  ...{ id, alerts: [...alerts], count: alerts.length, action: false },
  ...more,
})
const action = { action: true }

test.each<[what: string, over: readonly Over[], notices: Record<string, string[]>]>([
  ['a lone incident', [over('i1', 'a')], { i1: [] }],
  ['an action on the alert of a rule', [over('i1', 'a', action), over('i2', 'a')], { i2: ['i1'] }],
  ['two rules on one alert: the older tells', [over('i2', 'a'), over('i1', 'a')], { i1: ['i2'] }],
  ['two actions and no rule', [over('i2', 'a', action), over('i1', 'a', action)], { i1: ['i2'] }],
  ['an action on one of a group', [over('i1', 'a', action), over('i2', 'ab')], { i2: ['i1'] }],
  ['the group whose other alert ended before', [over('i1', 'a'), over('i2', 'a', { count: 2 })], { i2: ['i1'] }],
  ['two groups that share an alert', [over('i1', 'ab'), over('i2', 'bc')], { i1: [], i2: [] }],
  ['two alerts', [over('i1', 'a'), over('i2', 'b')], { i1: [], i2: [] }],
])('%s', (_what, given, notices) => {
  expect(Object.fromEntries(endNotices(given).map(({ incident, also }) => [incident, also]))).toEqual(notices)
})
