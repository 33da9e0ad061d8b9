import { describe, expect, test } from 'vitest'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended, unmark } from '../marked.ts'

const when = (condition: string) => `rule "r" { when ${condition} then { end ok } }`
const then = (steps: string) => `rule "r" { then { ${steps} } }`

describe('what does not read is told at its place', () => {
  test.each<[marked: string, code: string, told: RegExp]>([
    [when('label.env «=» "prod"'), 'E103', /expected a comparison/],
    [when('«label.a-b» == "x"'), 'E105', /label\["a-b"\]/],
    [when('«label.a-b-c» == "x"'), 'E105', /label\["a-b-c"\]/],
    ['rule "r" { group by «label.a-b» then { end } }', 'E105', /label\["a-b"\]/],
    [when("label.a == «'x'»"), 'E110', /double quotes/],
    [when('label.a == "x" «&»& label.b == "y"'), 'E110', /write `and`/],
    [when('label.a == «"»x'), 'E102', /closing quote/],
    [then('sleep «5»'), 'E101', /`5m` or `5s`/],
    [then('wait for ack up to «5»'), 'E101', /a duration like `15m`/],
    [then('notify «payments»'), 'E101', /`@payments`/],
    ['const «if» = 5', 'E101', /reserved word/],
    ['rule «Disk» { }', 'E101', /in quotes/],
    [then('«dance» @a'), 'E101', /a step/],
    [when('label.a == «then» { end }'), 'E101', /expected a value/],
    ['edition «2»\nconst a = 1', 'E109', /edition 2/],
    ['const a = 1\n«hello»', 'E101', /found `hello`/],
    ['const a = 1 «}»', 'E111', /nothing is open/],
    [then('set x = "«{{ }}»"'), 'E107', /nothing between/],
    [then('set x = "a «{{» label.a"'), 'E107', /never closed/],
    [then('set x = "{{ label.a «+» 1 }}"'), 'E107', /`\+`/],
    [then('set x = "«\\q»"'), 'E108', /\\q/],
  ])('%s', (marked, code, told) => {
    const { text, start, end } = unmark(marked)
    const { problems } = parse(text, 'a.rule')
    expect(problems.map((problem) => problem.code)).toEqual([code])
    const [problem = expect.unreachable()] = problems
    expect([problem.range.start.offset, problem.range.end.offset]).toEqual([start, end])
    expect(`${problem.message} ${problem.help}`).toMatch(told)
  })

  test('an unclosed brace is told where the indentation disagrees', () => {
    const { text, start } = unmark(
      ['rule "r" {', '  then {', '    if label.a == "b" «{»', '      end ok', '  }', '}', ''].join('\n'),
    )
    const { problems } = parse(text, 'a.rule')
    expect(problems.map((problem) => [problem.code, problem.range.start.offset])).toEqual([['E104', start]])
  })

  test('`=` for `==` costs nothing else: the tree is whole', () => {
    const { declarations, problems } = parse(when('label.a = "x" and label.b = "y"'), 'a.rule')
    expect(problems.map((problem) => problem.code)).toEqual(['E103'])
    expect(declarations).toHaveLength(1)
  })
})

describe('words of other languages', () => {
  test.each<[wrong: string, right: string | null, told: RegExp]>([
    [when('label.a == "x" && label.b == "y"'), when('label.a == "x" and label.b == "y"'), /write `and`/],
    [when('label.a == "x"||has label.b'), when('label.a == "x" or has label.b'), /write `or`/],
    [when('label.a == "x" AND has label.b'), when('label.a == "x" and has label.b'), /write `and`/],
    [when('!has label.a'), when('not has label.a'), /write `not`/],
    [when("label.a == 'prod'"), when('label.a == "prod"'), /double quotes/],
    [when('label.a === "x"'), when('label.a == "x"'), /write `==`/],
    [when('label.a <> "x"'), when('label.a != "x"'), /write `!=`/],
    [when('label.a = "x"'), when('label.a == "x"'), /write `==`/],
    [then('if has label.a { } elif has label.b { }'), then('if has label.a { } else if has label.b { }'), /`else if`/],
    [
      then('if has label.a { } elseif has label.b { }'),
      then('if has label.a { } else if has label.b { }'),
      /`else if`/,
    ],
    [then('wait for ack up to 15'), then('wait for ack up to 15m'), /`15m` or `15s`/],
    [then('sleep 1.5'), null, /write the unit/],
    [then('notify payments'), then('notify @payments'), /`@payments`/],
    ['rule Disk { }', 'rule "Disk" { }', /in quotes/],
  ])('%s', (wrong, right, told) => {
    const [problem = expect.unreachable()] = parse(wrong, 'a.rule').problems
    expect(problem.help).toMatch(told)
    expect(mended(wrong, problem)).toBe(right)
    if (problem.fix) expect(problem.fix.title).toMatch(/^[^{}]+$/)
    if (right !== null) expect(parse(right, 'a.rule').problems).toEqual([])
  })
})

describe('recovery', () => {
  const good = (name: string) => `rule "${name}" {\n  then { end ok }\n}\n`
  const names = (text: string) => {
    const { declarations, broken, problems } = parse(text, 'a.rule')
    return {
      read: declarations.map((one) =>
        one.kind === 'rule' ? one.name.parts.map((part) => 'text' in part && part.text).join('') : one.kind,
      ),
      broken: broken.map((one) => one.name),
      codes: problems.map((problem) => problem.code),
    }
  }
  test('two broken of five leave three', () => {
    const text = [
      good('a'),
      'rule "b" {\n  when\n}\n',
      good('c'),
      'rule "d" {\n  then { sleep x }\n}\n',
      good('e'),
    ].join('')
    expect(names(text)).toEqual({ read: ['a', 'c', 'e'], broken: ['b', 'd'], codes: ['E101', 'E101'] })
  })
  test('a brace left open spoils only its own declaration', () => {
    const text = `rule "a" {\n  then { end ok\n\n${good('b')}`
    expect(names(text)).toEqual({ read: ['b'], broken: ['a'], codes: ['E104'] })
  })
  test('a declaration word in the first column inside a body is no new declaration', () => {
    const text = 'rule "a" {\nsuppress while\nrule "b" open\nmeta {\ntemplate: 1\nuse: 2\n}\n}\n'
    expect(names(text)).toEqual({ read: ['a'], broken: [], codes: [] })
  })
  test('many declarations on one line', () => {
    const text = 'edition 1 const a = 1 const b = connection connection c = slack { }'
    expect(names(text)).toEqual({ read: ['const', 'const', 'connection'], broken: [], codes: [] })
  })
  test('nesting beyond reason', () => {
    expect(names(`condition a = ${'('.repeat(101)}label.x${')'.repeat(101)}\n${good('b')}`)).toMatchObject({
      read: ['b'],
      codes: ['E106'],
    })
  })
})
