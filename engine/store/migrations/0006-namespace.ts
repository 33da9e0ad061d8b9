import type { MigrationContext } from './make-table.ts'

/** The Temporal namespace of the runs. Never edited once released: a change is a new migration. */
export async function addNamespace({ sequelize, dialect, tx }: MigrationContext): Promise<void> {
  const queries = sequelize.getQueryInterface()
  const inside = { transaction: tx, logging: false as const }
  // MariaDB commits every statement: a migration that was cut short may have made the column already.
  if ('temporal_namespace' in (await queries.describeTable('installations', inside))) return
  await queries.addColumn('installations', 'temporal_namespace', { type: dialect.types.name, allowNull: true }, inside)
}
