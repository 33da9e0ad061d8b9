import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { constantWords, dayWords, hardWords, softWords } from '../../../dsl/syntax/keywords.ts'
import { tokenise } from '../../../dsl/syntax/lexer.ts'
import { grammarRules } from './random-program.ts'

const symbols = grammarRules.flatMap((rule) => rule.symbols)
const literals = new Set(symbols.flatMap((one) => (typeof one === 'object' && 'literal' in one ? [one.literal] : [])))
const words = [...literals].filter((literal) => /^\p{L}/u.test(literal))

describe('the lists of words and the grammar agree', () => {
  test('every word of the grammar is reserved', () => {
    expect(words.filter((word) => ![...hardWords, ...softWords].includes(word))).toEqual([])
  })
  test('every reserved word is one of the grammar', () => {
    expect([...hardWords, ...softWords].filter((word) => !literals.has(word))).toEqual([])
  })
  test('no word is in two lists', () => {
    const all = [...hardWords, ...softWords, ...dayWords, ...constantWords]
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([])
  })
  test('every sign of the grammar is one token', () => {
    for (const literal of literals) expect(tokenise(literal).map((token) => token.text)).toEqual([literal])
  })
})

test('the generated grammar is what grammar.ne says', () => {
  const generated = new URL('../../../dsl/syntax/grammar.generated.ts', import.meta.url)
  const committed = readFileSync(generated, 'utf8')
  const script = new URL('../../../dsl/syntax/generate.mjs', import.meta.url).pathname
  expect(execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' })).toBe(committed)
})
