/** Every starter rule parses, checks without a finding, compiles, and decides as its comment says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { check } from '../../dsl/checks/index.ts'
import { compile } from '../../dsl/compile/index.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { print } from '../../dsl/syntax/print.ts'

const folder = join(import.meta.dirname, '../../rules/starter')
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
const parsed = files.map(({ name, text }) => parse(text, name))
// Whom a fresh install knows (D17).
const known = {
  handles: ['admin', 'oncall'],
  connections: {},
  remediations: { restart_service: ['service_name', 'server'] },
}

test('there are six', () => expect(files.map(({ name }) => name)).toHaveLength(6))

describe.each(files)('$name', ({ name, text }) => {
  test('has no error and no warning, alone and with nothing configured', () =>
    expect(check([parse(text, name)], known)).toEqual([]))
  test('prints back byte for byte', () => expect(print(parse(text, name))).toBe(text))
  test('says in a doc comment what it is for', () => expect(text).toMatch(/^## \S.{20,}\n(##.*\n)*rule "/m))
  test('compiles to one plan', () => {
    const { plans } = compile([parse(text, name)], 'ruleset_test')
    expect(plans).toHaveLength(1)
    expect(plans[0]?.steps.length).toBeGreaterThan(0)
  })
})

describe('together', () => {
  const { plans } = compile(parsed, 'ruleset_test')
  const plan = (name: string) => plans.find((one) => one.rule.name === name)

  test('have no finding', () => expect(check(parsed, known)).toEqual([]))
  test('only the one that acts on machines is disabled', () =>
    expect(plans.filter((one) => !one.enabled).map((one) => one.rule.name)).toEqual(['Dead service']))
  test('the catch-all comes last and every other rule stops before it', () => {
    expect(plans.at(-1)?.rule.name).toBe('High alert without a rule')
    expect(plans.slice(0, -1).every((one) => one.stopProcessing)).toBe(true)
  })
  test('quiet hours come first', () => expect(plans[0]?.rule.name).toBe('Quiet hours'))
  test('the critical one pages, waits and escalates', () =>
    expect(plan('Critical alert')?.steps.map((step) => step.kind)).toEqual(['notify', 'wait', 'wait', 'end']))
})
