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

test('the word itself is nearest, wherever it stands', () => {
  expect(nearest('Foo', ['fop', 'foo'])).toBe('foo')
  expect(nearest('Foo', ['foo', 'fop'])).toBe('foo')
})
test('among thousands of like names it stops looking', () => {
  let looked = 0
  function* many() {
    for (let n = 0; n < 100_000; n += 1) {
      looked += 1
      yield `${String(n).padStart(6, '0')}_abcdef`
    }
  }
  expect(nearest('xyxyx1_abcdef', many())).toBeNull()
  expect(looked).toBeLessThanOrEqual(1_001)
})
