import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppParts } from '../../../engine/http/app.ts'
import { createPipeline } from '../../../engine/pipeline/index.ts'
import { dialects, silent } from '../../support/dialects.ts'
import { pages, rulesOf } from '../pipeline/world.ts'
import { testApp } from './test-app.ts'

/** The app over the real pipeline on a fresh SQLite database, with these rules in force. */
export async function engineApp(rules: string, changes: Partial<AppParts> = {}) {
  const sqlite = dialects.find(({ name }) => name === 'sqlite')
  if (!sqlite) throw new Error('No SQLite among the dialects.')
  const database = await sqlite.create()
  const store = database.open()
  await store.migrate()
  const spoolFolder = await mkdtemp(join(tmpdir(), 'tocsin-test-spool-'))
  const active = rulesOf(rules, 1)
  const pipeline = createPipeline({
    store,
    rules: { current: async () => active },
    now: () => new Date(),
    log: silent,
    pages,
    spoolFolder,
  })
  const { app, ask, reported, close } = await testApp({ ...store, pipeline, ping: () => store.ping(), ...changes })
  return {
    app,
    ask,
    store,
    reported,
    async close() {
      await pipeline.drain()
      await close()
      await database.drop()
      await rm(spoolFolder, { recursive: true, force: true })
    },
  }
}
