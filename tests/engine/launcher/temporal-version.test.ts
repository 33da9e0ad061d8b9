import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkTemporal, readVersion } from '../../../engine/launcher/temporal-version.ts'

describe('readVersion', () => {
  test.each([
    ['temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)', { server: '1.29.1' }],
    ['temporal version 0.0.0-DEV (Server 1.30.0, UI 2.42.1)', { server: '1.30.0' }],
    ['temporal version 2.0.0 (Server 2.1.0, UI 3.0.0)', { server: '2.1.0' }],
  ])('%s is good', (output, expected) => expect(readVersion(output)).toEqual(expected))

  test('an older server is refused with both versions', () =>
    expect(readVersion('temporal version 1.0.0 (Server 1.24.2, UI 2.0)')).toEqual({
      reason: 'its server is 1.24.2, at least 1.29 is needed',
    }))

  test('something else named temporal is refused with what it said', () =>
    expect(readVersion('tctl 1.18')).toMatchObject({ reason: expect.stringContaining('tctl 1.18') }))
})

describe('checkTemporal', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tocsin-version-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const program = async (name: string, text: string, mode: number) => {
    const path = join(folder, name)
    await writeFile(path, text)
    await chmod(path, mode)
    return path
  }

  test('a missing file', async () =>
    expect(await checkTemporal(join(folder, 'none'))).toEqual({ reason: 'there is no such file' }))
  test('a file without the executable bit', async () =>
    expect(await checkTemporal(await program('plain', 'x', 0o644))).toMatchObject({
      reason: expect.stringContaining('not executable'),
    }))
  test('a program that fails says so with its own words', async () =>
    expect(
      await checkTemporal(await program('broken', '#!/bin/sh\necho "GLIBC_2.99 not found" >&2; exit 1\n', 0o755)),
    ).toMatchObject({ reason: expect.stringContaining('GLIBC_2.99') }))
  test('a good one', async () =>
    expect(
      await checkTemporal(await program('good', '#!/bin/sh\necho "temporal version X (Server 1.29.1, UI 2)"\n', 0o755)),
    ).toEqual({ server: '1.29.1' }))
})
