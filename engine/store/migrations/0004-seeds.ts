import { QueryTypes } from 'sequelize'
import { newId } from '../ids.ts'
import type { Tables } from '../tables/index.ts'
import type { MigrationContext } from './make-table.ts'

/** The first tenant, and the id by which this database's runs are known to be its own (D73). */
export async function seed({ sequelize, dialect, tx }: MigrationContext, tables: Tables): Promise<void> {
  const now = new Date()
  await tables.tenants.insertMissing([{ slug: 'default', name: 'Default', rules_revision: 0, created_at: now }], tx)
  // In SQL: the model has columns of later migrations.
  const sql = 'SELECT id FROM installations'
  const found = await sequelize.query(sql, { type: QueryTypes.SELECT, transaction: tx })
  if (found.length > 0) return
  await sequelize.query('INSERT INTO installations (id, created_at) VALUES (?, ?)', {
    replacements: [newId('installation'), dialect.timeText(now)],
    transaction: tx,
  })
}
