import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import { allSteps } from '../../../dsl/compile/rules.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const folder = join(import.meta.dirname, '../../../rules/starter')
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.rule'))
  .map((file) => parse(readFileSync(join(folder, file), 'utf8'), file))

test('the starter rules compile to plans of distinct rules and steps', () => {
  const { plans } = compile(files, 'ruleset_1')
  expect(plans.length).toBeGreaterThanOrEqual(files.length)
  expect(new Set(plans.map(({ rule }) => rule.id)).size).toBe(plans.length)
  for (const plan of plans) {
    const ids = allSteps([...plan.steps, ...(plan.onError ?? [])]).map(({ id }) => id)
    expect(ids.length, plan.rule.name).toBeGreaterThan(0)
    expect(new Set(ids).size, plan.rule.name).toBe(ids.length)
  }
})
