/** The imported rules choose the receivers that Alertmanager's own `amtool config routes test` names. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  importText,
  type Labels,
  labelSets,
  names,
  pathOf,
  plansOf,
  receiversOf,
  rootOf,
  textOf,
} from './configurations.ts'

const run = promisify(execFile)

async function amtool(name: string, labels: Labels): Promise<readonly string[]> {
  const quoted = Object.entries(labels).map(
    ([label, value]) => `${label}="${value.replace(/["\\]/gu, '\\$&').replaceAll('\n', '\\n')}"`,
  )
  const { stdout } = await run('amtool', ['config', 'routes', 'test', `--config.file=${pathOf(name)}`, ...quoted])
  return stdout.trim().split(',')
}

/** Each is a process of 30 ms. */
const triesEach = 32

test('there are enough configurations', () => expect(names.length).toBeGreaterThanOrEqual(30))

describe('the receivers', () => {
  test.each(names)('of %s', { timeout: 60_000 }, async (name) => {
    const yaml = textOf(name)
    const plans = plansOf(importText(yaml))
    const drawn = fc.sample(labelSets(rootOf(yaml)), triesEach)
    const tried = [...new Map([{}, ...drawn].map((labels) => [JSON.stringify(labels), labels])).values()]
    for (const labels of tried)
      expect({ labels, receivers: receiversOf(plans, labels) }).toEqual({
        labels,
        receivers: await amtool(name, labels),
      })
  })
})

describe('every configuration', () => {
  test.each(names)('%s: what is written loads, and the whole language checks', (name) => {
    const yaml = textOf(name)
    expect(importText(yaml).problems).toEqual([])
    expect(importText(yaml, { language: true }).problems).toEqual([])
  })
})
