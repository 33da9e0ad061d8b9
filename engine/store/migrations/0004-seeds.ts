import { newId } from '../ids.ts'
import type { Tables } from '../tables/index.ts'
import type { MigrationContext } from './make-table.ts'

/** The first tenant, and the id by which this database's runs are known to be its own (D73). */
export async function seed({ tx }: MigrationContext, tables: Tables): Promise<void> {
  const now = new Date()
  await tables.tenants.insertMissing([{ slug: 'default', name: 'Default', rules_revision: 0, created_at: now }], tx)
  const found = await tables.installations.first({ where: {}, tx })
  if (found === null) await tables.installations.insert([{ id: newId('installation'), created_at: now }], tx)
}
