/** A database that answers but takes nothing: told as such, and over as soon as a write goes through. */
import { describe, expect, test } from 'vitest'
import { databaseHealth } from '../../../engine/http/database-health.ts'
import { DatabaseUnavailable } from '../../../engine/store/errors.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { WriteFault } from '../../../engine/store/write-fault.ts'
import { dialects, silent } from '../../support/dialects.ts'
import { event, rulesOf, scope, World } from '../pipeline/world.ts'

interface Fault {
  readonly why: string
  readonly begin: string
  readonly end: string
}
const readOnly = (begin: string, end: string): Fault => ({ why: 'it may only be read', begin, end })
const faults: Readonly<Record<string, readonly Fault[]>> = {
  sqlite: [
    readOnly('PRAGMA query_only = ON', 'PRAGMA query_only = OFF'),
    { why: 'its disk is full', begin: 'PRAGMA max_page_count = 1', end: 'PRAGMA max_page_count = 1000000' },
  ],
  mariadb: [readOnly('SET SESSION TRANSACTION READ ONLY', 'SET SESSION TRANSACTION READ WRITE')],
  postgres: [
    readOnly(
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE',
    ),
  ],
}
/** Said on the connection that writes; the pool of a store that does one thing at a time has one. */
const say = ({ database }: SqlStore, sql: string) =>
  database.dialect.singleWriter
    ? database.sequelize.transaction((transaction) => database.sequelize.query(sql, { transaction }))
    : database.sequelize.query(sql)

describe.each(dialects)('$name', ({ name, create }) => {
  test.each(faults[name] ?? [])('$why', async ({ why, begin, end }) => {
    const base = await create()
    const store = base.open()
    await store.migrate()
    const rules = rulesOf('rule "Page" { then { notify @oncall } }', 1)
    const world = new World(store, { current: async () => rules })
    const bulky = () => world.pipeline.ingest(scope, [event({ description: 'x'.repeat(50_000) })])
    const health = await databaseHealth(store, silent)
    await bulky()
    const before = await store.database.tables.alerts.count(everyTenant, {})
    await say(store, begin)
    const failure = await bulky().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DatabaseUnavailable)
    expect((failure as Error).message).toBe(`The database takes nothing: ${why}.`)
    expect(await health()).toEqual({ status: 'down', warnings: [`Nothing can be written: ${why}.`] })
    await say(store, end)
    await world.send({ fingerprint: 'later' })
    expect(store.writeFault()).toBeNull()
    expect(await store.database.tables.alerts.count(everyTenant, {})).toBe(before + 1)
    await base.drop()
  })
})

test('a fault that nobody met again is forgotten: whoever stays away would never learn that it is over', () => {
  let now = 0
  const fault = new WriteFault(() => now)
  fault.met('its disk is full')
  now = 29_000
  expect(fault.why).toBe('its disk is full')
  now = 30_000
  expect(fault.why).toBeNull()
})
