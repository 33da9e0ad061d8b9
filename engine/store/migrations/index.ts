/** Brings a database to the newest schema. One starter does it; others wait for it and find nothing left to do. */
import { QueryTypes } from 'sequelize'
import { Umzug, type UmzugStorage } from 'umzug'
import type { Database } from '../database.ts'
import { createAlerts } from './0001-alerts.ts'
import { createRuns } from './0002-runs.ts'
import { createPeople } from './0003-people.ts'
import { seed } from './0004-seeds.ts'
import { createIdempotency } from './0005-idempotency.ts'
import { addNamespace } from './0006-namespace.ts'
import { addIncidentAck } from './0007-incident-ack.ts'
import { addInboxStatus } from './0008-inbox-status.ts'
import { tellPlanner } from '../statistics.ts'
import { addResolvedBy } from './0009-resolved-by.ts'
import { type MigrationContext, makeTable } from './make-table.ts'

/** Answers the names of the migrations that were applied. */
export function migrate(database: Database): Promise<readonly string[]> {
  const { sequelize, dialect, tables } = database
  return database.transaction(async (tx) => {
    const context: MigrationContext = { sequelize, dialect, tx }
    const lock = dialect.migrationLock
    if (lock !== null) await sequelize.query(lock.take, { transaction: tx })
    try {
      await makeTable(context, 'migrations', ['name'], { name: 'name' })
      const umzug = new Umzug<MigrationContext>({
        migrations: [
          { name: '0001-alerts', up: () => createAlerts(context) },
          { name: '0002-runs', up: () => createRuns(context) },
          { name: '0003-people', up: () => createPeople(context) },
          { name: '0004-seeds', up: () => seed(context, tables) },
          { name: '0005-idempotency', up: () => createIdempotency(context) },
          { name: '0006-namespace', up: () => addNamespace(context) },
          { name: '0007-incident-ack', up: () => addIncidentAck(context) },
          { name: '0008-inbox-status', up: () => addInboxStatus(context) },
          { name: '0009-resolved-by', up: () => addResolvedBy(context) },
        ],
        context,
        storage,
        logger: undefined,
      })
      const applied = (await umzug.up()).map((migration) => migration.name)
      if (dialect.guessesCounts && applied.length > 0) await tellPlanner(context)
      return applied
    } finally {
      if (lock?.release) await sequelize.query(lock.release, { transaction: tx })
    }
  })
}

/** Umzug's own storage opens other connections, which would wait for the lock that this one holds. */
const storage: UmzugStorage<MigrationContext> = {
  async executed({ context: { sequelize, tx } }) {
    const sql = 'SELECT name FROM migrations ORDER BY name'
    const rows = await sequelize.query<{ name: string }>(sql, { type: QueryTypes.SELECT, transaction: tx })
    return rows.map((row) => row.name)
  },
  async logMigration({ name, context: { sequelize, tx } }) {
    await sequelize.query('INSERT INTO migrations (name) VALUES (?)', { replacements: [name], transaction: tx })
  },
  async unlogMigration({ name, context: { sequelize, tx } }) {
    await sequelize.query('DELETE FROM migrations WHERE name = ?', { replacements: [name], transaction: tx })
  },
}
