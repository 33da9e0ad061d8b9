import { describe, expect, test } from 'vitest'
import { verified } from '../../../dsl/format/verified.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const text = `edition 1

## Why.
rule "r" {
  when label.a == "x" and alert.count > 1
  then { notify @a via b with { t: 5m } }  # how
}
`
const answer = (better: string) => verified(parse(text, 'a.rule'), better).kind

describe('a text is given out', () => {
  test.each<[what: string, better: string]>([
    ['as it was', text],
    ['in another layout', text.replaceAll(/\n +/gu, '\n')],
    ['with its items in another order', text.replace(/( {2}when.*\n)( {2}then.*\n)/u, '$2$1')],
    ['with its clauses in another order', text.replace('via b with { t: 5m }', 'with { t: 5m } via b')],
    ['with a duration written otherwise', text.replace('5m', '300s')],
  ])('%s', (_what, better) => expect(answer(better)).toBe('formatted'))
})

describe('and refused', () => {
  test.each<[what: string, from: string, to: string]>([
    ['that does not read', '{ notify', 'notify'],
    ['of another edition', 'edition 1', ''],
    ['with another value', '5m', '6m'],
    ['with another operator', '==', '!='],
    ['with another order of a condition', 'label.a == "x" and alert.count > 1', 'alert.count > 1 and label.a == "x"'],
    ['with a clause less', ' via b', ''],
    ['with a word more', 'then', 'disabled then'],
    ['with a step more', '{ notify', '{ end notify'],
    ['without a comment', '  # how', ''],
    ['with a comment twice', '  # how', '  # how\n# how'],
    ['with another comment', '# how', '# why'],
    ['whose note belongs to nothing any more', '## Why.\n', '## Why.\n\n'],
  ])('%s', (_what, from, to) => {
    expect(text).toContain(from)
    expect(verified(parse(text, 'a.rule'), text.replace(from, to))).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'E910', file: 'a.rule' }],
    })
  })
})
