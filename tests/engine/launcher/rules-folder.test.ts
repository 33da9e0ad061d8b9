import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { seedRules } from '../../../engine/launcher/rules-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-rules-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a fresh install gets every starter rule', async () => {
  const rules = join(folder, 'data', 'rules')
  expect(await seedRules(rules)).toBe(true)
  expect(await readdir(rules)).toEqual(await readdir(join(projectRoot, 'rules', 'starter')))
})

test('a folder that is there stays as it is, even empty', async () => {
  const rules = join(folder, 'rules')
  await mkdir(rules)
  expect(await seedRules(rules)).toBe(false)
  expect(await readdir(rules)).toEqual([])
})
