import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ruleId } from '../../../dsl/model/rule-id.ts'
import { sha256 } from '../../../dsl/model/sha256.ts'

const reference = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

test('sha256 is the one of node:crypto', () => {
  // Around the edges of its blocks, where padding goes wrong.
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000])
    expect(sha256('é'.repeat(length))).toBe(reference('é'.repeat(length)))
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => sha256(text) === reference(text)))
})

test.each<[name: string, slug: string]>([
  ['Payments API error rate', 'payments-api-error-rate'],
  ['a/b  c!', 'a-b-c'],
  ['Überlauf', 'uberlauf'],
  ['磁盘已满', 'rule'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('%s', (name, slug) => {
  expect(ruleId(name)).toBe(`${slug}-${reference(name).slice(0, 6)}`)
})

test('every name makes an id that may stand in a workflow id', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^[a-z0-9-]{1,60}-[0-9a-f]{6}$/.test(ruleId(name))))
})
