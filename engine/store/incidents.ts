import { QueryTypes, type Transaction } from 'sequelize'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'
import type { AlertRow } from './rows.ts'
import type { Scope } from './scope.ts'

export const incidentStore = (database: Database): Store['incidents'] => ({
  get: (scope, id) => database.read(() => database.tables.incidents.first({ where: { id, tenant: scope.tenant } })),
  alerts: (scope, id, limit) => database.read(() => alertsOf(database, scope, id, limit)),
})

/** The alerts of an incident, oldest first. */
export async function alertsOf(
  { sequelize, tables }: Pick<Database, 'sequelize' | 'tables'>,
  scope: Scope,
  incidentId: string,
  limit: number,
  tx?: Transaction,
): Promise<readonly AlertRow[]> {
  const rows = await sequelize.query(
    `SELECT a.* FROM incident_alerts ia JOIN alerts a ON a.id = ia.alert_id
     WHERE ia.incident_id = ? AND ia.tenant = ? ORDER BY a.id LIMIT ${Math.trunc(limit)}`,
    { type: QueryTypes.SELECT, replacements: [incidentId, scope.tenant], ...(tx && { transaction: tx }) },
  )
  return rows.map((row) => tables.alerts.decode(row))
}
