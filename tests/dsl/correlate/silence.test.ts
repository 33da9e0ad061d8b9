import { expect, test } from 'vitest'
import { nextSilenceChange, type Silence, silencedBy, silenceState } from '../../../dsl/correlate/silence.ts'
import { condition, facts } from '../compile/made.ts'

const silence = (id: string, from: number, until: number, text = 'label.env == "dev"'): Silence => ({
  id,
  matches: condition(text),
  from,
  until,
})
const dev = facts({ labels: { env: 'dev' } })

test('holds from its beginning until just before its end', () => {
  expect([9, 10, 19, 20].map((now) => silenceState({ from: 10, until: 20 }, now))).toEqual([
    'pending',
    'active',
    'active',
    'over',
  ])
})
test('says which hold for an alert, and until when', () => {
  const all = [
    silence('a', 0, 10),
    silence('b', 5, 30),
    silence('c', 0, 30, 'label.env == "prod"'),
    silence('d', 9, 30),
  ]
  expect(silencedBy(all, dev, 8)).toEqual([
    { silence: 'a', until: 10 },
    { silence: 'b', until: 30 },
  ])
  expect(silencedBy(all, dev, 10).map(({ silence: id }) => id)).toEqual(['b', 'd'])
})
test('says when one next begins or ends', () => {
  const all = [silence('a', 0, 10), silence('b', 5, 30)]
  expect([0, 5, 10, 30].map((now) => nextSilenceChange(all, now))).toEqual([5, 10, 30, null])
})
