import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from '../../../dsl/syntax/parse.ts'
import { print } from '../../../dsl/syntax/print.ts'

const folder = new URL('../../fixtures/language/', import.meta.url)
const kinds: Readonly<Record<string, string>> = {
  'deploy.rule': 'use rule rule rule test',
  'disk.rule': 'use rule test',
  'payments.rule': 'use rule test',
  'shared.rule': 'const condition window window connection connection template template schedule playbook rule rule',
}

describe('the examples of the language', () => {
  test('are all here', () => expect(readdirSync(folder).sort()).toEqual(Object.keys(kinds)))
  test.each(Object.entries(kinds))('%s reads whole and prints the same bytes', (name, expected) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    const parsed = parse(text, name)
    expect(parsed.problems).toEqual([])
    expect(parsed.declarations.map((declaration) => declaration.kind).join(' ')).toBe(expected)
    expect(parsed.edition).toBe(1)
    expect(print(parsed)).toBe(text)
  })
})
