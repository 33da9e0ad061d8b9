import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDataFolder } from '../../../engine/launcher/data-lock.ts'
import { openStore } from '../../../engine/store/index.ts'
import { silent } from '../../support/dialects.ts'

test('the data folder is for its owner only, whoever makes it', async () => {
  const base = await mkdtemp(join(tmpdir(), 'tocsin-test-mode-'))
  const modeOf = async (name: string) => ((await stat(join(base, name))).mode & 0o777).toString(8)
  try {
    lockDataFolder(join(base, 'launched')).release()
    const store = openStore({ url: `sqlite:${join(base, 'migrated/tocsin.db')}`, log: silent })
    await store.migrate()
    await store.close()
    expect([await modeOf('launched'), await modeOf('migrated')]).toEqual(['700', '700'])
  } finally {
    await rm(base, { recursive: true, force: true })
  }
})
