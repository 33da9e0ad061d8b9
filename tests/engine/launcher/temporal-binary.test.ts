import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findTemporal, installedTemporal } from '../../../engine/launcher/temporal-binary.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-binary-'))
  vi.stubEnv('PATH', join(folder, 'bin'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** A stand-in that answers `--version` as the real CLI does. */
async function place(path: string, server = '1.29.1'): Promise<string> {
  const file = join(folder, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, `#!/bin/sh\necho 'temporal version 0.0.0-DEV (Server ${server}, UI 2.42.1)'\n`)
  await chmod(file, 0o755)
  return file
}
const config = (binary: string | null = null) => ({
  dataDir: join(folder, 'data'),
  cacheDir: join(folder, 'cache'),
  temporal: { bin: binary },
})

test('the order is: setting, PATH, data folder, user cache', async () => {
  const cached = await place('cache/temporal-v1.5.1')
  expect(await installedTemporal(config())).toMatchObject({ path: cached, origin: 'the user cache' })
  const data = await place('data/temporal-v1.5.1')
  expect(await installedTemporal(config())).toMatchObject({ path: data, origin: 'the data folder' })
  const onPath = await place('bin/temporal')
  expect(await installedTemporal(config())).toMatchObject({ path: onPath, origin: 'PATH' })
  const named = await place('elsewhere/temporal')
  expect(await installedTemporal(config(named))).toMatchObject({ path: named, origin: 'TOCSIN_TEMPORAL_BIN' })
})

test('an old one on PATH is passed over, with the reason kept', async () => {
  const old = await place('bin/temporal', '1.20.0')
  const cached = await place('cache/temporal-v1.5.1')
  const rejected: string[] = []
  expect(await installedTemporal(config(), rejected)).toMatchObject({ path: cached, server: '1.29.1' })
  expect(rejected).toEqual([expect.stringContaining(`${old} (PATH): its server is 1.20.0`)])
})

test('a wrong path in the setting is an error and starts no search', async () => {
  await place('bin/temporal')
  const lines: string[] = []
  await expect(findTemporal(config(join(folder, 'typo')), (line) => lines.push(line))).rejects.toMatchObject({
    name: 'CannotStart',
    message: expect.stringContaining('there is no such file'),
    next: expect.stringContaining('unset it'),
  })
  expect(lines).toEqual([])
})
