/** What changes beside rules does not run their tests again. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wakes } from '../../../engine/cli/watch-rules.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-wakes-'))
  await mkdir(join(folder, 'team'))
  await mkdir(join(folder, 'v1.2'))
  for (const file of ['disk.rule', 'results', 'LICENSE', 'notes.md', 'extra']) await writeFile(join(folder, file), '')
})
afterAll(() => rm(folder, { recursive: true }))

test.each<[name: string | null, woken: boolean]>([
  ['disk.rule', true],
  ['gone.rule', true],
  ['team', true],
  ['v1.2', true],
  ['a-folder-that-is-gone', true],
  [null, true],
  // A report of JUnit, and what else has no dot.
  ['results', false],
  ['LICENSE', false],
  ['notes.md', false],
  ['.disk.rule.swp', false],
])('%s: %s', async (name, woken) => {
  expect(await wakes(folder, name)).toBe(woken)
})
test('a file that is watched itself, whatever it is called', async () => {
  expect(await wakes(join(folder, 'extra'), 'extra')).toBe(true)
})
