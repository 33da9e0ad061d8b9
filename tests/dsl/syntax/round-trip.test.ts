import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../../dsl/syntax/parse.ts'
import { print } from '../../../dsl/syntax/print.ts'
import { randomProgram } from './random-program.ts'

const read = (folder: URL) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.rule'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
const shipped = [
  ...read(new URL('../../fixtures/language/', import.meta.url)),
  ...read(new URL('../../../rules/starter/', import.meta.url)),
]

/** Parses, and holds the answer to what holds for every text. */
function parsed(text: string) {
  const answer = parse(text, 'any.rule')
  expect(print(answer)).toBe(text)
  for (const { range } of answer.problems) {
    expect(range.start.offset).toBeGreaterThanOrEqual(0)
    expect(range.end.offset).toBeGreaterThanOrEqual(range.start.offset)
    expect(range.end.offset).toBeLessThanOrEqual(text.length)
    expect(range.start.line).toBeLessThanOrEqual(text.split('\n').length)
  }
  return answer
}

describe('a program that the grammar makes', () => {
  test.each(['decl', 'rule', 'step', 'expr', 'window', 'schedule', 'test'])(
    '%s has one reading, in any layout',
    (start) => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const made = randomProgram(seed, start)
          const wrapped =
            start === 'step' ? `playbook p() { ${made} }` : start === 'expr' ? `condition c = ${made}` : made
          const answer = parsed(wrapped)
          expect(answer.problems.filter((problem) => problem.code !== 'E106')).toEqual([])
          if (answer.problems.length === 0) expect(answer.declarations).toHaveLength(1)
        }),
        { numRuns: 250 },
      )
    },
  )
})

describe('any text gives an answer and the same bytes', () => {
  test('of any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void parsed(text)),
      { numRuns: 500 },
    )
  })
  test('of any bytes, read as the loader reads them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parsed(new TextDecoder().decode(bytes))),
      { numRuns: 500 },
    )
  })
  test('of lone surrogates', () => {
    parsed('rule "\ud800" { \udfff }')
  })
  test('of the words of the language in any order', () => {
    const words = shipped.join('\n').match(/\S+/gu) ?? []
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, '\n'), { maxLength: 60 }), (some) => void parsed(some.join(' '))),
      { numRuns: 500 },
    )
  })
  test('of shipped files, cut, doubled and torn', () => {
    const torn = fc
      .tuple(
        fc.constantFrom(...shipped),
        fc.nat(),
        fc.nat(40),
        fc.constantFrom('', '{', '}', '"', '"""', '=', '\n', '$'),
      )
      .map(([text, at, length, put]) => {
        const from = at % (text.length + 1)
        return text.slice(0, from) + put + text.slice(from + length)
      })
    fc.assert(
      fc.property(torn, (text) => void parsed(text)),
      { numRuns: 300 },
    )
  })
  test('cut off at every place', () => {
    const [text = ''] = shipped
    for (let end = 0; end < text.length; end += 7) parsed(text.slice(0, end))
  })
})

describe('hostile texts end soon', () => {
  test.each<[string, string]>([
    ['parentheses', `condition c = ${'('.repeat(50_000)}`],
    ['braces', `rule "r" { then ${'{ if a.b '.repeat(20_000)}`],
    ['not', `condition c = ${'not '.repeat(50_000)} a.b`],
    ['sums', `const c = 1${' + 1'.repeat(50_000)}`],
    ['lists', `const c = ${'['.repeat(50_000)}`],
    ['holes', `template t = "${'{{'.repeat(50_000)}"`],
    ['calls in a hole', `template t = "{{${'f('.repeat(50_000)}}}"`],
    ['quotes', '"'.repeat(100_001)],
    ['else if', `playbook p() { if a.b { }${' else if a.b { }'.repeat(5_000)} }`],
    ['steps', `playbook p() { ${'end '.repeat(20_000)} }`],
    ['ands', `condition c = a.b${' and a.b'.repeat(10_000)}`],
    ['regex', `condition c = a matches ${'/'.repeat(50_000)}`],
    ['underlines', `const c = 1${'_1'.repeat(50_000)}x`],
    ['handle', `const c = @a${'.'.repeat(100_000)}`],
  ])('%s', (_name, text) => {
    const began = performance.now()
    parsed(text)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
