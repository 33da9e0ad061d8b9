import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { format } from '../../../dsl/format/index.ts'
import { sameMeaning } from '../../../dsl/format/same-meaning.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { commented, randomProgram } from '../syntax/random-program.ts'
import { ownersOf } from './owners.ts'

const wrap = (start: string, made: string): string =>
  start === 'step' ? `playbook p() { ${made} }` : start === 'expr' ? `condition c = ${made}` : made

/** Programs that read, and how many were made. */
const programs: readonly (readonly [start: string, runs: number])[] = [
  ['file', 300],
  ['decl', 800],
  ['rule', 800],
  ['playbook', 300],
  ['step', 800],
  ['expr', 600],
  ['map', 600],
  ['window', 300],
  ['schedule', 300],
  ['inhibit', 300],
  ['test', 500],
]

describe('a program that the grammar makes, with comments everywhere', () => {
  test.each(programs)('%s', (start, numRuns) => {
    let read = 0
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const made = randomProgram(seed, start === 'map' ? 'const' : start, commented)
        const text = wrap(start, made)
        const before = parse(text, 'a.rule')
        if (before.problems.length > 0) return
        read += 1
        const once = format(text)
        if (once.kind === 'refused') throw new Error(`${once.problems[0]?.message}`)
        const after = parse(once.text, 'a.rule')
        expect(after.problems).toEqual([])
        expect(sameMeaning(before.declarations, after.declarations)).toBe(true)
        expect(ownersOf(after)).toEqual(ownersOf(before))
        expect(format(once.text)).toEqual(once)
        for (const line of once.text.split('\n')) expect(line).not.toMatch(/[ \t]$/)
      }),
      { numRuns },
    )
    expect(read).toBeGreaterThan(numRuns / 3)
  })
})

test('a file with the line ends of Windows has no other ones afterwards, and stays as it is then', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const text = randomProgram(seed, 'file', commented).replaceAll(/\r?\n/gu, '\r\n')
      if (!text.includes('\n') || parse(text, 'a.rule').problems.length > 0) return
      const once = format(text)
      if (once.kind === 'refused') throw new Error(`${once.problems[0]?.message}`)
      expect(once.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u)
      expect(format(once.text)).toEqual(once)
    }),
    { numRuns: 300 },
  )
})
