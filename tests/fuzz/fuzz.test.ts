/** `npm run fuzz` as people run it. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../engine/config-launcher.ts'
import { startChild } from '../support/child.ts'
import { programs, properties } from './properties.ts'

async function fuzz(...args: readonly string[]) {
  const child = startChild(process.execPath, [join(projectRoot, 'tests/fuzz/index.ts'), ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH },
  })
  const { code } = await child.ended
  return { code, output: child.output() }
}

test('a long run tries 250,000 random programs', () => {
  const readings = properties.filter(({ name }) => name.startsWith('one-reading'))
  expect(readings.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThanOrEqual(programs)
  expect(programs).toBe(250_000)
})
test('the seed that was asked for is printed, and the figures are JSON', async () => {
  const { code, output } = await fuzz('any-text-characters', '--seed', '7', '--cases', '20', '--json')
  expect(code).toBe(0)
  expect(output).toContain('seed 7')
  const figures = output.split('\n').find((line) => line.startsWith('{')) ?? ''
  expect(JSON.parse(figures)).toMatchObject({ fuzz: { seed: 7, any_text_characters_cases: 20, failed: 0 } })
})
test('what the time did not suffice for is a failure, not a success', async () => {
  const { code, output } = await fuzz('one-reading-decl', '--minutes', '0.0001')
  expect(code).toBe(1)
  expect(output).toContain('UNFINISHED one-reading-decl')
})
test.each([[['--seed', 'x']], [['nothing-of-the-kind']], [['--minutes', '0']], [['--sed', '1']]])(
  '%j: 2',
  async (args) => {
    expect((await fuzz(...args)).code).toBe(2)
  },
)
