import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../../dsl/syntax/parse.ts'
import { spoiledLinesHideNothing, told } from './spoiled.ts'

describe('an error hides no other statement of its declaration', () => {
  test.each<[name: string, text: string, expected: string[]]>([
    [
      'steps',
      [
        'rule "r" {',
        'then {',
        'dance wildly',
        'set x = alert.nope',
        'sleep',
        'notify @a',
        'set y = alert.nope',
        '}',
        '}',
      ].join('\n'),
      ['3 E101', '4 E201', '5 E101', '7 E201'],
    ],
    [
      'items of a rule, also those that begin by a foreign word',
      [
        'rule "r" {',
        '  priority high',
        '  where alert.nope == "x"',
        '  throttle lots',
        '  group by alert.nope',
        '  then { end }',
        '}',
      ].join('\n'),
      ['2 E101', '3 E101', '4 E101', '5 E201'],
    ],
    [
      'the steps inside a broken head',
      [
        'rule "r" {',
        '  then {',
        '    if label.a ~~ b {',
        '      set x = alert.nope',
        '    } else if == {',
        '      set y = alert.nope',
        '    } else {',
        '      set z = alert.nope',
        '    }',
        '    for each d of label.x {',
        '      set w = alert.nope',
        '    }',
        '  }',
        '}',
      ].join('\n'),
      ['3 E110', '4 E201', '5 E101', '6 E201', '8 E201', '10 E101', '11 E201'],
    ],
    [
      'items of a test',
      ['test "t" {', '  given alert "x"', '  expect matched', '  expect nonsense', '  after soon', '}'].join('\n'),
      ['2 E101', '3 E101', '4 E101', '5 E101'],
    ],
    [
      'lines of windows and levels of schedules',
      [
        'window w in "UTC" {',
        '  mon nine..ten',
        '  tue 25:00..26:00',
        '}',
        'schedule s in "UTC" {',
        '  level one always { @a }',
        '  level 2 always @b',
        '}',
      ].join('\n'),
      ['2 E101', '3 E308', '6 E101', '7 E101'],
    ],
    [
      'declarations on the lines around',
      ['const a = alert.nope', 'hello there', 'const b = alert.nope'].join('\n'),
      ['1 E201', '2 E101', '3 E201'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(told(text)).toEqual(expected)
  })
})

describe('a bracket left open hides nothing else', () => {
  const lines = (...all: string[]) => all.join('\n')
  test.each<[name: string, text: string, expected: string[]]>([
    [
      'names of other declarations, behind a head that cannot be read',
      lines('playbook p(a: string {', '  sleep 5m', '}', 'rule "b" {', '  then { notify @b using nope }', '}'),
      ['1 E104', '5 E203'],
    ],
    [
      'the text stops',
      lines('rule "r" {', ' then {', ' sleep x', ' set a = alert.nope', '', 'const c = alert.nope'),
      ['2 E104', '3 E101', '4 E201', '6 E201'],
    ],
    [
      'steps, and an item of the rule before them',
      lines('rule "r" {', '  for 5m', '  then {', '    notify oncall', '    sleep 15 minutes', '  priority x', '}'),
      ['2 E101', '3 E104', '4 E101', '5 E101', '6 E101'],
    ],
    [
      'the next rule begins inside',
      lines('rule "r" {', '  then {', '    notify oncall', '', '  rule "s" {', '    then { sleep x }', '  }', '}'),
      ['2 E104', '3 E101', '5 E101'],
    ],
    [
      'steps of a step',
      lines('rule "r" {', '  then {', '    if has label.a {', '      sleep x', '    notify oncall', '  }', '}'),
      ['3 E104', '4 E101', '5 E101'],
    ],
    [
      'parentheses, a list and a map',
      lines(
        ...['condition c = (has label.a', '  and has label.b', 'rule "r" {', '  when label.a in ["b", "c"'],
        ...['  then {', '    notify @a with { title: "x"', '    sleep x', '  }', '}'],
      ),
      ['1 E104', '4 E104', '6 E104', '7 E101'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(told(text)).toEqual(expected)
  })
  test.each<[text: string, label: RegExp]>([
    [lines('rule "r" {', '  then {', '    end', '}', 'rule "s" {', '  then { end }', '}'), /^4:1 `\}` would be inside/],
    [
      lines('rule "r" {', '  then {', '    end', '  }', 'rule "s" {', '  then { end }', '}'),
      /^5:1 `rule "s"` would be/,
    ],
    [lines('rule "r" {', '  then {', '    end', '  priority 5', '}'), /^4:3 `priority` would be inside/],
  ])('%s tells what it would hold', (text, label) => {
    const [problem = expect.unreachable()] = parse(text, 'a.rule').problems
    const [, held = expect.unreachable()] = problem.labels
    const { line, column } = held.range.start
    expect(`${line}:${column} ${held.text}`).toMatch(label)
  })
  test('a statement at whose end a bracket was closed is told to end there', () => {
    const { problems } = parse('rule "r" {\n  when label.a ==', 'a.rule')
    expect(problems.map(({ message }) => message)).toEqual([
      '`{` is never closed',
      expect.stringMatching(/behind `==`, but the statement ends there/),
    ])
  })
})

describe('nothing follows from an error', () => {
  test.each<[name: string, text: string, expected: string[]]>([
    ['one error a statement', 'rule "r" {\n when label.a = "x" && alert.nope == "y" | z\n then { end }\n}', ['2 E103']],
    [
      'a statement that does not read is not checked',
      'rule "r" {\n then {\n wait for ack 5 minutes\n }\n}',
      ['3 E101'],
    ],
    [
      'what a broken step would have named is known',
      'rule "r" {\n then {\n run x y z as job\n set a = job.ok\n }\n}',
      ['3 E101'],
    ],
    ['a `then` that is lost is not missed', 'rule "r" {\n then notify @a\n priority 3\n}', ['2 E101']],
    [
      'where neither indentation nor closers tell what a brace holds, it is the only error',
      'rule "r" {\nthen {\nif has label.a {\nsleep x\n}\npriority x\n}\nconst c = alert.nope',
      ['1 E104', '8 E201'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(told(text)).toEqual(expected)
  })
  test('a declaration that is not whole is not among those that run', () => {
    const { declarations, broken } = parse('rule "r" {\n then {\n dance\n end\n }\n}\nconst a = 1', 'a.rule')
    expect(declarations.map((one) => one.kind)).toEqual(['const'])
    expect(broken.map(({ keyword, name }) => [keyword, name])).toEqual([['rule', 'r']])
  })
  test('the fix of `=` mends all of a condition', () => {
    const [problem] = parse('rule "r" { when label.a = "x" and label.b = "y" then { end } }', 'a.rule').problems
    expect(problem?.fix?.edits.map((edit) => edit.text)).toEqual(['==', '=='])
  })
})

test('of many lines, every spoiled one has one error and every other is checked', () => {
  fc.assert(spoiledLinesHideNothing, { numRuns: 300 })
})

test('the time grows with the length, however much is wrong', () => {
  const text = (lines: number) =>
    `rule "r" {\n  then {\n${'    set x = = 1\n    set y = alert.count\n'.repeat(lines)}  }\n}\n`
  const msFor = (lines: number) => {
    const began = performance.now()
    expect(parse(text(lines), 'a.rule').problems.length).toBeGreaterThan(10)
    return performance.now() - began
  }
  msFor(200)
  const [short, long] = [msFor(500), msFor(4_000)]
  // Eight times the text; a square would be 64.
  expect(long / short).toBeLessThan(24)
  expect(long).toBeLessThan(20_000)
})
