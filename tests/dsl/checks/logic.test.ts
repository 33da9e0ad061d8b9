import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { constantIsCertain, rule, stopping, unreachableIsCertain } from './certain.ts'

const codesIn = (text: string) =>
  check([parse(text, 'a.rule')], {})
    .filter(({ code }) => code === 'W501' || code === 'W504')
    .map(({ code, args }) => (code === 'W501' ? `${code} ${args.name}` : code))
const when = (condition: string) => codesIn(`rule "r" { when ${condition} then { end ok } }`)

describe('conditions that never or always hold (W504)', () => {
  test.each([
    'label.env == "a" and label.env == "b"',
    'label.env == "a" and not has label.env',
    'label.env in ["a", "b"] and label.env starts with "c"',
    'alert.severity >= critical and alert.severity < high',
    'alert.severity == "high" and not (alert.severity in [critical, high])',
    'label.n > 5 and label.n < 3',
    'label.n == 5 and label.n != 5',
    'label.took > 10m and label.took < 60s',
    '(label.env == "a" or label.env == "b") and label.env == "c"',
    'label.env == "prod-eu" and not label.env contains "prod"',
    'has label.a or not has label.a',
    'alert.severity >= unknown',
    'not (label.a == "x" and label.a == "y")',
    'label.env in []',
    'alert.name matches /x/ and not alert.name matches /x/',
  ])('%s', (condition) => {
    expect(when(condition)).toEqual(['W504'])
  })
  test.each([
    'label.env == "a" or label.env == "b"',
    'label.env != "a" and label.env != "b"',
    // An absent label makes both false.
    'not (label.env == "a") and not (label.env != "a")',
    'label.n >= 5 and label.n <= 5',
    // A list may hold both.
    'alert.tags contains "a" and alert.tags contains "b"',
    'metadata.list contains "abc" and not metadata.list contains "ab"',
    // The same text is a number and a text.
    'label.n == 5 and label.n == "5.0"',
    'label.n == 5% and label.n == 5',
    'alert.name matches /x/ and not alert.name matches /y/',
    'label.sev == high and label.sev == "high"',
    // Between them lie numbers, though their sum is beyond all.
    'label.n > 1e308 and label.n < 1.5e308',
    'label.n < -1e308 and label.n > -1.5e308',
  ])('nothing is said of %s', (condition) => {
    expect(when(condition)).toEqual([])
  })
  test('the two clauses that exclude each other are shown', () => {
    const text = 'rule "r" { when label.a == "x" and has label.b and label.a == "y" then { end ok } }'
    const [problem = expect.unreachable()] = check([parse(text, 'a.rule')], {})
    expect(problem.labels.map(({ range }) => text.slice(range.start.offset, range.end.offset))).toEqual([
      'label.a == "x"',
      'label.a == "y"',
    ])
  })
  test('named conditions and constants are looked through', () => {
    const text = `const prod = "prod" condition live = label.env == prod
      rule "r" { when live and label.env == "dev" then { end ok } }`
    expect(codesIn(text)).toEqual(['W504'])
  })
})

describe('rules that others leave nothing to (W501)', () => {
  test.each<[name: string, text: string, found: string[]]>([
    [
      'a narrower rule below',
      stopping('a', 'priority 200 when label.s == "x"') + rule('b', 'when label.s == "x" and has label.t'),
      ['W501 b'],
    ],
    ['a rule that takes all', stopping('a', 'priority 200') + rule('b', 'when has label.t'), ['W501 b']],
    [
      'of one priority the order in the file',
      stopping('a', 'when has label.t') + rule('b', 'when label.t == "x"'),
      ['W501 b'],
    ],
    [
      'two rules that together take all',
      stopping('a', 'priority 200 when label.s == "x"') +
        stopping('b', 'priority 200 when label.s == "y"') +
        rule('c', 'when label.s in ["x"] or label.s == "y"'),
      ['W501 c'],
    ],
    [
      'a wider severity',
      stopping('a', 'priority 200 when alert.severity >= warning') + rule('b', 'when alert.severity == critical'),
      ['W501 b'],
    ],
    [
      'a wider prefix',
      stopping('a', 'priority 200 when alert.name starts with "Disk"') + rule('b', 'when alert.name == "DiskFull"'),
      ['W501 b'],
    ],
    [
      'a suppressed rule stops all the same',
      stopping('a', 'priority 200 suppress when has label.q') + rule('b', ''),
      ['W501 b'],
    ],
    [
      'a number that only one of them takes',
      stopping('a', 'priority 200 when not label.n < 1.7e308') + rule('b', 'when label.n > 1e308'),
      [],
    ],
    ['one that is above', rule('a', 'priority 200 when label.s == "x"') + stopping('b', ''), []],
    ['one that does not stop', rule('a', 'priority 200') + rule('b', ''), []],
    ['one that is off', stopping('a', 'priority 200 disabled') + rule('b', ''), []],
    ['one with a limit', stopping('a', 'priority 200 throttle 1 per 1h') + rule('b', ''), []],
    [
      'one that asks more',
      stopping('a', 'priority 200 when label.s == "x" and has label.t') + rule('b', 'when label.s == "x"'),
      [],
    ],
    ['another way to start', stopping('a', 'priority 200') + rule('b', 'on every 5m'), []],
    [
      'what each rule says of itself',
      stopping('a', 'priority 200 meta { t: "x" } when meta.t == "x"') +
        rule('b', 'meta { t: "y" } when meta.t == "x"'),
      [],
    ],
  ])('%s', (_name, text, found) => {
    expect(codesIn(text)).toEqual(found)
  })
  test('of files of one priority nothing is said', () => {
    const files = [parse(stopping('a', ''), 'a.rule'), parse(rule('b', ''), 'b.rule')]
    expect(check(files, {})).toEqual([])
  })
})

describe('what is told is certain: no random alert ever shows otherwise', () => {
  test('of rules called unreachable none matches', () => {
    const told = { count: 0 }
    fc.assert(unreachableIsCertain(told), { numRuns: 500 })
    expect(told.count).toBeGreaterThan(20)
  })
  test('of conditions called constant none differs', () => {
    const told = { never: 0, always: 0 }
    fc.assert(constantIsCertain(told), { numRuns: 1_500 })
    expect(told.never).toBeGreaterThan(10)
    expect(told.always).toBeGreaterThan(10)
  })
})
