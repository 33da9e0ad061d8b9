import { describe, expect, test } from 'vitest'
import { applied, type Edit, inverse, type Proposal } from '../../../dsl/edit/answer.ts'
import { sourceOf } from '../../../dsl/edit/source.ts'
import { verified } from '../../../dsl/edit/verified.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const text = 'edition 1\n\nrule "r" {\n  then { sleep 5m end }  # why\n}\n'
const source = sourceOf(parse(text, 'a.rule'))
const at = (part: string, put: string): Edit => {
  const start = text.indexOf(part)
  return { at: { start, end: start + part.length }, text: put }
}
const answer = (edits: readonly Edit[], rest: Partial<Proposal> = {}) =>
  verified(source, { edits, meant: source.parsed.declarations, dropped: [], ...rest })

test('an edit that means what is meant is given out, without parts that change nothing', () => {
  const done = answer([at('end', 'end ok'), at('rule', 'rule')])
  expect(done).toMatchObject({ kind: 'edited', text: text.replace('end', 'end ok'), edits: [{ text: 'end ok' }] })
})

describe('an edit is refused', () => {
  test.each<[what: string, edits: readonly Edit[], rest?: Partial<Proposal>]>([
    ['that means another thing', [at('end', 'end failed')]],
    ['that means nothing new where something was meant', [], { meant: [] }],
    ['that waits for another time', [at('5m', '6m')]],
    ['that does not read', [at('end', 'ende')]],
    ['that breaks a declaration beside', [at('\n}\n', '\n}\nrule\n')]],
    ['that loses a comment', [at('# why', '')]],
    ['that changes a comment', [at('why', 'how')]],
    ['that loses the edition', [at('edition 1', '')]],
    [
      'whose parts overlap',
      [at('5m end }', '5m end ok }'), at('end', 'end')].map((one, index) => (index ? { ...one, text: 'end ok' } : one)),
    ],
  ])('%s', (_what, edits, rest) => {
    expect(answer(edits, rest)).toMatchObject({ kind: 'refused', problem: { code: 'E923', file: 'a.rule' } })
  })
  test('but not for a comment that was to go', () => {
    expect(answer([at('# why', '')], { dropped: ['# why'] }).kind).toBe('edited')
  })
})

test('edits at one place are written in their order, and go back', () => {
  const edits = [
    { at: { start: 1, end: 1 }, text: 'x' },
    { at: { start: 1, end: 1 }, text: 'yy' },
    { at: { start: 1, end: 2 }, text: '' },
  ]
  expect(applied('abc', edits)).toBe('axyyc')
  expect(applied('axyyc', inverse('abc', edits))).toBe('abc')
})
