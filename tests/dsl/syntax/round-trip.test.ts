import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText, oneReading, parsed, shipped, starts } from './any-text.ts'

test.each(starts)('a program of the grammar has one reading, in any layout: %s', (start) => {
  fc.assert(oneReading(start), { numRuns: 250 })
})

describe('any text gives an answer and the same bytes', () => {
  test.each(Object.entries(anyText))('of %s', (_name, property) => {
    fc.assert(property, { numRuns: 400 })
  })
  test('of lone surrogates', () => {
    parsed('rule "\ud800" { \udfff }')
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
