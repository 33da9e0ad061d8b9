/** What of Alertmanager's meaning can be said in a line each; the comparison with it is tests/dsl/import/live.test.ts. */
import { expect, test } from 'vitest'
import { compileInhibit } from '../../../dsl/compile/inhibit.ts'
import { scopesOf } from '../../../dsl/compile/scope.ts'
import { inhibited } from '../../../dsl/correlate/inhibition.ts'
import type { Inhibition } from '../../../dsl/model/inhibition.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { facts } from '../compile/made.ts'

function inhibition(text: string): Inhibition {
  const file = parse(`edition 1\ninhibit ${text}`, 'a.rule')
  const [node] = file.declarations
  if (node?.kind !== 'inhibit') throw new Error('no inhibit')
  return compileInhibit(node, scopesOf([file])('a.rule'))
}
const alert = (id: string, labels: Record<string, string>, status: 'active' | 'resolved' = 'active') => ({
  id,
  facts: facts({ id, labels, status }),
})
const byCluster = inhibition(
  'a { source (label.sev == "high") mutes (label.sev in ["low", "high"] and has label.on) by label.c }',
)
const anyHigh = inhibition('b { source (label.sev == "high") mutes (label.sev == "low") }')
const muted = (...given: Parameters<typeof inhibited>) => Object.fromEntries(inhibited(...given))

test('a source mutes those with its values, and names itself', () => {
  const alerts = [
    alert('s', { sev: 'high', c: '1' }),
    alert('same', { sev: 'low', on: 'y', c: '1' }),
    alert('other', { sev: 'low', on: 'y', c: '2' }),
    alert('no-target', { sev: 'low', c: '1' }),
  ]
  expect(muted(alerts, [byCluster])).toEqual({ same: [{ inhibition: 'a', sources: ['s'] }] })
})
test('missing equals missing and empty', () => {
  const alerts = [
    alert('s', { sev: 'high' }),
    alert('t', { sev: 'low', on: 'y', c: '' }),
    alert('u', { sev: 'low', on: 'y' }),
  ]
  expect(Object.keys(muted(alerts, [byCluster]))).toEqual(['t', 'u'])
})
test('an alert on both sides is muted only by sources that are on one', () => {
  const both = alert('both', { sev: 'high', on: 'y' })
  expect(muted([both, alert('both too', { sev: 'high', on: 'x' })], [byCluster])).toEqual({})
  expect(muted([both, alert('s', { sev: 'high' })], [byCluster])).toEqual({
    both: [{ inhibition: 'a', sources: ['s'] }],
  })
})
test('a resolved source mutes nothing', () => {
  expect(muted([alert('s', { sev: 'high' }, 'resolved'), alert('t', { sev: 'low' })], [anyHigh])).toEqual({})
})
test('without by every source mutes; all sources and inhibitions are named', () => {
  const alerts = [
    alert('s', { sev: 'high', c: '1' }),
    alert('s2', { sev: 'high', c: '2' }),
    alert('t', { sev: 'low', on: 'y', c: '2' }),
  ]
  expect(muted(alerts, [anyHigh, byCluster])).toEqual({
    t: [
      { inhibition: 'b', sources: ['s', 's2'] },
      { inhibition: 'a', sources: ['s2'] },
    ],
  })
})
