import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const load = (folder: URL) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.rule'))
    .map((name) => parse(readFileSync(new URL(name, folder), 'utf8'), name))
const language = load(new URL('../../fixtures/language/', import.meta.url))
const starter = load(new URL('../../../rules/starter/', import.meta.url))

describe('the examples of the language', () => {
  test('have no error', () => {
    const errors = check(language, {}, { executed: false }).filter((problem) => problem.severity === 'error')
    expect(language).toHaveLength(4)
    expect(errors).toEqual([])
  })
  test('are refused by a build that lacks their steps', () => {
    const refused = check(language, {}).filter((problem) => problem.code === 'E901')
    expect(refused.map((problem) => problem.args.what)).toContain('approve')
  })
  test('lack what they use when a file is left out', () => {
    const alone = language.filter((parsed) => parsed.file !== 'shared.rule')
    const errors = check(alone, {}, { executed: false }).filter((problem) => problem.severity === 'error')
    expect(errors.map((problem) => problem.code)).toEqual(['E208', 'E208', 'E208'])
  })
})

test('the starter rules are executed by this build and have no error', () => {
  expect(starter.length).toBeGreaterThan(0)
  expect(check(starter, {}).filter((problem) => problem.severity === 'error')).toEqual([])
})
