/** The imported rules choose the receivers that Alertmanager's own `amtool config routes test` names. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { importText, type Labels, names, pathOf, plansOf, receiversOf, rootOf, textOf } from './configurations.ts'
import { triedLabels } from './tried-labels.ts'

const run = promisify(execFile)

async function amtool(name: string, labels: Labels): Promise<readonly string[]> {
  const quoted = Object.entries(labels).map(
    ([label, value]) => `${label}="${value.replace(/["\\]/gu, '\\$&').replaceAll('\n', '\\n')}"`,
  )
  const { stdout } = await run('amtool', ['config', 'routes', 'test', `--config.file=${pathOf(name)}`, ...quoted])
  return stdout.trim().split(',')
}

/** Of each configuration; each is a process of 30 ms, so that only a longer run tries all of them here. */
const triesEach = Number(process.env.TOCSIN_IMPORT_TRIES ?? 24)

/** So many of them, spread evenly. */
const spread = <T>(all: readonly T[], count: number): readonly T[] =>
  all.length <= count ? all : Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] as T)

test('there are enough configurations', () => expect(names.length).toBeGreaterThanOrEqual(30))

describe('the receivers', () => {
  const counts = { configurations: 0, sets: 0 }
  afterAll(() => {
    process.stdout.write(`amtool: ${counts.configurations} configurations, ${counts.sets} label sets agree\n`)
  })
  test.each(names)('of %s', { timeout: 600_000 }, async (name) => {
    const yaml = textOf(name)
    const plans = plansOf(importText(yaml))
    const tried = spread(triedLabels(rootOf(yaml)), triesEach)
    for (const labels of tried)
      expect({ labels, receivers: receiversOf(plans, labels) }).toEqual({
        labels,
        receivers: await amtool(name, labels),
      })
    counts.configurations += 1
    counts.sets += tried.length
  })
})

describe('every configuration', () => {
  test.each(names)('%s: what is written loads, and the whole language checks', (name) => {
    const yaml = textOf(name)
    expect(importText(yaml).problems).toEqual([])
    expect(importText(yaml, { language: true }).problems).toEqual([])
  })
})
