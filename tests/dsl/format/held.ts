/** What holds of the formatter for every program that reads, with comments everywhere. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { format } from '../../../dsl/format/index.ts'
import { sameMeaning } from '../../../dsl/format/same-meaning.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { commented, randomProgram } from '../syntax/random-program.ts'
import { ownersOf } from './owners.ts'

const wrap = (start: string, made: string): string =>
  start === 'step' ? `playbook p() { ${made} }` : start === 'expr' ? `condition c = ${made}` : made

function formatted(text: string): string {
  const once = format(text)
  if (once.kind === 'refused') throw new Error(`${once.problems[0]?.message}\n${text}`)
  assert.deepEqual(format(once.text), once, 'formatting again changes it')
  return once.text
}

/** @param met how many of the programs read */
export const formatHolds = (start: string, met: { read: number }) =>
  fc.property(fc.integer(), (seed) => {
    const text = wrap(start, randomProgram(seed, start === 'map' ? 'const' : start, commented))
    const before = parse(text, 'a.rule')
    if (before.problems.length > 0) return
    met.read += 1
    const once = formatted(text)
    const after = parse(once, 'a.rule')
    assert.deepEqual(after.problems, [])
    assert(sameMeaning(before.declarations, after.declarations), 'it means something else')
    assert.deepEqual(ownersOf(after), ownersOf(before), 'a comment speaks of something else')
    for (const line of once.split('\n')) assert.doesNotMatch(line, /[ \t]$/)
  })

export const keepsWindowsLineEnds = fc.property(fc.integer(), (seed) => {
  const text = randomProgram(seed, 'file', commented).replaceAll(/\r?\n/gu, '\r\n')
  if (!text.includes('\n') || parse(text, 'a.rule').problems.length > 0) return
  assert.doesNotMatch(formatted(text).replaceAll('\r\n', ''), /[\r\n]/u)
})
