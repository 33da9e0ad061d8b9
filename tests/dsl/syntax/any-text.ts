/** Texts of all kinds, and what holds of the reading of each: the same bytes, and problems that lie inside the file. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from '../../../dsl/syntax/parse.ts'
import { print } from '../../../dsl/syntax/print.ts'
import { randomProgram } from './random-program.ts'

const read = (folder: URL) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.rule'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
/** The rule files that come with the project. */
export const shipped: readonly string[] = [
  ...read(new URL('../../fixtures/language/', import.meta.url)),
  ...read(new URL('../../../rules/starter/', import.meta.url)),
]

/** Parses, and holds the answer to what holds for every text. */
export function parsed(text: string) {
  const answer = parse(text, 'any.rule')
  assert.equal(print(answer), text)
  const lines = text.split('\n').length
  for (const { range, labels, fix, message } of answer.problems) {
    const edits = fix?.edits ?? []
    for (const { start, end } of [range, ...labels.map((label) => label.range), ...edits.map((edit) => edit.range)])
      assert(0 <= start.offset && start.offset <= end.offset && end.offset <= text.length && end.line <= lines, message)
  }
  return answer
}

/** Rules of the grammar from which programs are made. */
export const starts = ['decl', 'rule', 'step', 'expr', 'window', 'schedule', 'test'] as const

/** A program that the grammar makes reads in one way, in any layout. */
export const oneReading = (start: string) =>
  fc.property(fc.noBias(fc.integer()), (seed) => {
    const made = randomProgram(seed, start)
    const wrapped = start === 'step' ? `playbook p() { ${made} }` : start === 'expr' ? `condition c = ${made}` : made
    const answer = parsed(wrapped)
    assert.deepEqual(
      answer.problems.filter((problem) => problem.code !== 'E106'),
      [],
    )
    if (answer.problems.length === 0) assert.equal(answer.declarations.length, 1)
  })

const words = shipped.join('\n').match(/\S+/gu) ?? []
const torn = fc
  .tuple(
    fc.constantFrom(...shipped),
    fc.nat(),
    fc.nat(40),
    fc.constantFrom('', '{', '}', '"', '"""', '=', '\n', '$', "'"),
  )
  .map(([text, at, length, put]) => {
    const from = at % (text.length + 1)
    return text.slice(0, from) + put + text.slice(from + length)
  })
const cut = fc.tuple(fc.constantFrom(...shipped), fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)))
const ofAny = (texts: fc.Arbitrary<string>) => fc.property(texts, (text) => void parsed(text))

/** Texts that nobody meant as rules, by where they come from. */
export const anyText = {
  characters: ofAny(fc.string({ unit: 'binary', maxLength: 300 })),
  bytes: ofAny(fc.uint8Array({ maxLength: 300 }).map((bytes) => new TextDecoder().decode(bytes))),
  'words in any order': ofAny(
    fc.array(fc.constantFrom(...words, '\n'), { maxLength: 60 }).map((some) => some.join(' ')),
  ),
  'shipped files, cut, doubled and torn': ofAny(torn),
  'shipped files that end too early': ofAny(cut),
} as const
