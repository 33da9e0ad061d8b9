import { QueryTypes, type Transaction } from 'sequelize'
import { severities } from '../../dsl/model/severity.ts'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'
import type { AlertRow, LeadRow } from './rows.ts'
import type { Scope } from './scope.ts'
import type { Tables } from './tables/index.ts'

export const incidentStore = (database: Database): Store['incidents'] => ({
  get: (scope, id) => database.read(() => database.tables.incidents.first({ where: { id, tenant: scope.tenant } })),
  alertCounts: (scope, ids) =>
    database.read(async () => {
      if (ids.length === 0) return new Map()
      const rows = await database.tables.incidents.select({ where: { id: [...ids], tenant: scope.tenant } })
      return new Map(rows.map((row) => [row.id, row.alert_count]))
    }),
  leads: (scope, ids) =>
    database.read(async () => {
      if (ids.length === 0) return new Map()
      const rows = await database.sequelize.query<LeadRow & { incident_id: string }>(
        `SELECT incident_id, title, severity FROM (
           SELECT ia.incident_id, a.title, a.severity,
             ROW_NUMBER() OVER (PARTITION BY ia.incident_id ORDER BY ${leadFirst}) AS place
           FROM incident_alerts ia JOIN alerts a ON a.id = ia.alert_id WHERE ia.incident_id IN (?) AND ia.tenant = ?
         ) numbered WHERE place = 1`,
        { type: QueryTypes.SELECT, replacements: [[...new Set(ids)], scope.tenant] },
      )
      return new Map(rows.map(({ incident_id, title, severity }) => [incident_id, { title, severity }]))
    }),
})

const rank = severities.map((severity, place) => `WHEN '${severity}' THEN ${place}`).join(' ')
/** The order of alerts `a` in which the lead of their incident comes first: as `leadAlert` of dsl/correlate has it (D89). */
export const leadFirst = `CASE WHEN a.state = 'resolved' THEN 1 ELSE 0 END, CASE a.severity ${rank} ELSE ${severities.length} END, a.id`

/** Ids of the incidents that an alert belongs to. */
export async function incidentsOf(
  tables: Pick<Tables, 'incidentAlerts'>,
  scope: Scope,
  alertId: string,
): Promise<string[]> {
  const rows = await tables.incidentAlerts.select({ where: { alert_id: alertId, tenant: scope.tenant } })
  return rows.map((row) => row.incident_id)
}

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
