import { expect, test } from 'vitest'
import { nearest } from '../../../dsl/model/nearest.ts'

const known = ['severity', 'source', 'title']

test.each<[word: string, meant: string | null]>([
  ['severty', 'severity'],
  ['Severity', 'severity'],
  ['titel', 'title'],
  ['tit', null],
  ['host', null],
  ['', null],
  ['severity'.padEnd(100_000, 'x'), null],
])('%s', (word, meant) => expect(nearest(word, known)).toBe(meant))

test('of two the nearer one', () =>
  expect(nearest('restart_servce', ['restart_server', 'restart_service'])).toBe('restart_service'))
