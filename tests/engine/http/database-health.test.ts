import { expect, test } from 'vitest'
import { databaseHealth } from '../../../engine/http/database-health.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { describeDialects, migratedStore, silent } from '../../support/dialects.ts'

await describeDialects('health of the database', ({ name, create }) => {
  let store: SqlStore
  migratedStore(create, (made) => {
    store = made
  })

  test('is told with the settings that were read at the start', async () => {
    const { settings } = await store.durability()
    const ask = await databaseHealth(store, silent)
    expect(await ask()).toEqual({ status: 'ok', warnings: [], details: { dialect: name, ...settings } })
  })

  test('is told while a transaction lasts, and writes nothing', async () => {
    const ask = await databaseHealth(store, silent)
    await store.transaction(async () => {
      expect((await ask()).status).toBe('ok')
    })
  })

  test('a setting that may lose what was answered is logged once and told each time', async () => {
    const warning = 'fsync is off: an alert that was answered could be lost in a crash. Set it to on.'
    const logged: string[] = []
    const weak = { ...store, durability: async () => ({ settings: { fsync: 'off' }, warnings: [warning] }) }
    const ask = await databaseHealth(weak, { warn: (_, text) => void logged.push(text) })
    for (const told of [await ask(), await ask()])
      expect(told).toMatchObject({ status: 'degraded', warnings: [warning], details: { fsync: 'off' } })
    expect(logged).toEqual([warning])
  })
})

test('a database that does not answer rejects, which counts as down', async () => {
  const ask = await databaseHealth(
    {
      dialect: 'sqlite',
      durability: async () => ({ settings: {}, warnings: [] }),
      writeFault: () => null,
      ping: () => Promise.reject(new Error('The database did not answer within 2 s.')),
    },
    silent,
  )
  await expect(ask()).rejects.toThrow('within 2 s')
})
