/** Short files that say much: what stands for what was put in place anew for each name, and the work doubled by each line. */
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { fileSet } from '../../../dsl/checks/file-set.ts'
import { compile } from '../../../dsl/compile/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { diagnostics } from '../../../dsl/service/diagnostics.ts'
import { openProject } from '../../../dsl/service/project.ts'
import { expectFinding, type Row, rule, when } from './found.ts'

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')
/** Codes of the errors by line, from 1. */
function errorsOf(text: string): readonly (readonly [string, number])[] {
  return check([parse(text, 'a.rule')], {}, { executed: false }).flatMap(({ code, severity, range }) =>
    severity === 'error' ? [[code, range.start.line] as const] : [],
  )
}
const constants = (count: number, next: (before: string) => string, first = '[1]') =>
  lines(count, (index) => `const c${index} = ${index === 0 ? first : next(`c${index - 1}`)}`)
const conditions = (count: number, next: (before: string, index: number) => string) =>
  lines(count, (index) => `condition c${index} = ${index === 0 ? 'label.x == "a"' : next(`c${index - 1}`, index)}`)

describe('what doubles by each name is told of where it is too much first', () => {
  // Clauses: 1, 3, 7, … 2^n - 1 after the first; more than 1,000 at the tenth.
  test('conditions', () => {
    const text = `${conditions(60, (before, index) => `${before} or (${before} and label.y == "${index}")`)}\n${when('c59')}`
    expect(errorsOf(text)).toEqual([['E310', 10]])
  })
  test('conditions that count others', () => {
    const text = `${conditions(60, (before) => `not (${before}) or ${before}`)}\n${when('count of (c59) >= 3 within 5m')}`
    // 1, 2, 4, … 1,024 at the eleventh.
    expect(errorsOf(text)).toEqual([['E310', 11]])
  })
  test.each([
    ['lists', (before: string) => `[${before}, ${before}]`, '[1]'],
    ['texts', (before: string) => `${before} + ${before}`, '"abcdefgh"'],
    ['numbers', (before: string) => `${before} + ${before}`, '1'],
    ['holes', (before: string) => `"{{${before}}}{{${before}}}"`, '"abcdefgh"'],
    ['members', (before: string) => `{ a: [${before}.a, ${before}.a] }`, '{ a: "abcdefgh" }'],
  ])('constants: %s', (_name, next, first) => {
    const text = `${constants(60, next, first)}\n${when('label.x == c59')}`
    const found = errorsOf(text)
    expect(found.map(([code]) => code)).toEqual(['E321'])
    // Not before they come to 65,536, nor long after: eight characters at least, doubled.
    expect(found[0]?.[1]).toBeGreaterThan(8)
    expect(found[0]?.[1]).toBeLessThan(20)
  })
  test('in the editor too', () => {
    const text = `${conditions(60, (before, index) => `${before} or (${before} and label.y == "${index}")`)}\n${when('c59')}`
    const found = diagnostics(openProject([['a.rule', text]]), 'a.rule')
    expect(found.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []))).toEqual(['E310'])
  })
})

describe('a chain of names', () => {
  const chain = (count: number) => `${conditions(count, (before) => `not ${before}`)}\n${when(`c${count - 1}`)}`
  const playbooks = (count: number) =>
    `${lines(count, (index) => `playbook p${index}() { ${index === 0 ? 'sleep 1m' : `call p${index - 1}()`} }`)}\n${rule(`then { call p${count - 1}() }`)}`
  test('is told of once where it is too deep, and whoever goes on from there is not', () => {
    // A comparison has a level, its sides and what they hold two; `not`, the clause and the name one each.
    expect(errorsOf(chain(60))).toEqual([])
    expect(errorsOf(chain(5_000)).map(([code]) => code)).toEqual(['E320'])
    expect(errorsOf(`${constants(5_000, (before) => `${before} + 1`, '1')}\n${when('alert.count > c4999')}`)).toEqual([
      ['E320', 101],
    ])
  })
  test('of playbooks', () => {
    expect(errorsOf(playbooks(100))).toEqual([])
    expect(errorsOf(playbooks(5_000))).toEqual([['E320', 101]])
  })
  test('that comes back to its beginning is made of itself', () => {
    const text = `condition c0 = c4999\n${lines(4_999, (index) => `condition c${index + 1} = not c${index}`)}`
    const found = errorsOf(text)
    expect(found).toHaveLength(5_000)
    expect(new Set(found.map(([code]) => code))).toEqual(new Set(['E216']))
  })
  test('beside a circle is not in it', () => {
    const text = 'condition a = b\ncondition b = a\ncondition c = a'
    expect(errorsOf(text)).toEqual([
      ['E216', 1],
      ['E216', 2],
    ])
    const called = 'playbook a() { call b() }\nplaybook b() { call a() }\nplaybook c() { call a() }'
    expect(errorsOf(called)).toEqual([
      ['E402', 1],
      ['E402', 2],
    ])
  })
})

describe('what is written out, or named once, is no growth', () => {
  const hosts = `[${lines(8_000, (index) => `"host${index}.example",`)} "last"]`
  test.each<Row>([
    [`const hosts = ${hosts} const same = hosts ${when('label.host in same')}`, null],
    [
      `const hosts = { eu: ${hosts}, few: ["a"] } const all = [hosts.few, hosts.few] ${when('label.host in all')}`,
      null,
    ],
    [`const hosts = ${hosts} const «twice» = [hosts, hosts] ${when('label.host in twice')}`, 'E321', /once/],
  ])('%#', expectFinding)
})

test('each declaration is looked at once, however often it is named', () => {
  const text = conditions(200, (before) => `not ${before} and not ${before}`)
  const parsed = parse(text, 'a.rule')
  let looks = 0
  const set = fileSet([
    {
      ...parsed,
      declarations: parsed.declarations.map((node) =>
        node.kind === 'condition'
          ? Object.defineProperty({ ...node }, 'expr', {
              enumerable: true,
              get: () => {
                looks += 1
                return node.expr
              },
            })
          : node,
      ),
    },
  ])
  const [file] = set.files
  for (let time = 0; time < 3; time += 1) if (file) expect(set.growth(file, 'condition', 'c199')?.excess).toBe('deep')
  expect(looks).toBeLessThanOrEqual(200 * 4)
})

test('a compiled constant is one value for all that name it', () => {
  const text = `${constants(40, (before) => `[${before}, ${before}]`)}\n${when('label.x in c39')}`
  const [plan] = compile([parse(text, 'a.rule')], 'v').plans
  if (plan?.when?.kind !== 'in' || plan.when.right.kind !== 'literal') return expect.unreachable()
  let { value } = plan.when.right
  for (let level = 0; level < 39; level += 1) {
    if (!Array.isArray(value)) return expect.unreachable()
    expect(value[0]).toBe(value[1])
    value = value[0] ?? null
  }
  expect(value).toEqual([1])
})
