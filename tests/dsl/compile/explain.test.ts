import { expect, test } from 'vitest'
import { explain } from '../../../dsl/compile/explain.ts'
import { condition, facts } from './made.ts'

const clauses = (text: string, labels: Record<string, string>, more = '') => {
  const explained = explain(condition(text, more), facts({ labels, metadata: { n: 5, o: {} } }))
  return explained.parts.length > 0 ? explained.parts : [explained]
}

test.each<[text: string, why: string | null]>([
  ['label.gone == "a"', 'label.gone is missing'],
  ['alert.ended_at < 2026-01-01', 'alert.ended_at is none'],
  ['label.free < 20GiB', '"plenty" can\'t be read as a size'],
  ['label.took > 1m30s', '"95" has no unit, so it can\'t be read as a duration'],
  ['metadata.n > 1m30s', "5 has no unit, so it can't be read as a duration"],
  ['alert.name > "a"', 'a text has no order'],
  ['alert.count == "1"', "a number can't be compared with a text"],
  ['metadata.o contains "a"', "a map can't be searched for a text"],
  ['metadata.n', 'it is a number, not true or false'],
  ['alert.name == "other"', null],
  ['alert.severity > critical', null],
])('%s fails because: %s', (text, why) => {
  const [clause] = clauses(text, { free: 'plenty', took: '95' })
  expect(clause).toMatchObject({ clause: text, holds: false, why })
})

test('tells every clause, also those that no longer matter, with what it read', () => {
  const more = 'condition canary = label.track == "canary"'
  const told = clauses('label.env == "prod" and (canary or label.n >= 3)', { env: 'dev', track: 'canary' }, more)
  expect(told).toMatchObject([
    { clause: 'label.env == "prod"', holds: false, reads: [{ path: 'label.env', value: 'dev', missing: false }] },
    {
      clause: 'canary or label.n >= 3',
      holds: true,
      parts: [
        { clause: 'canary', holds: true, parts: [{ clause: 'label.track == "canary"', holds: true }] },
        { clause: 'label.n >= 3', holds: false, reads: [{ path: 'label.n', value: null, missing: true }] },
      ],
    },
  ])
})

test('prints conditions with the parentheses they need', () => {
  for (const text of [
    'not (has label.a and has label.b) and (alert.count > 1 or has label.c)',
    'not during (mon,tue 22:00..06:00 in "Europe/London")',
    'alert.started_at > 2026-03-02T03:10 or alert.started_at <= 2026-01-01T00:00:05',
    'alert.name matches /a.b/i or label["k8s.io/app"] in ["x", 20GiB, 5%, critical]',
  ])
    expect(explain(condition(text), facts()).clause).toBe(text)
})
