import { literal, Op, QueryTypes, type Transaction } from 'sequelize'
import { severities } from '../../dsl/model/severity.ts'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'
import type { AlertRow, LeadRow } from './rows.ts'
import type { Scope } from './scope.ts'
import type { Where } from './table.ts'

export const incidentStore = (database: Database): Store['incidents'] => ({
  get: (scope, id) => database.read(() => database.tables.incidents.first(scope, { where: { id } })),
  alertCounts: (scope, ids) =>
    database.read(async () => {
      if (ids.length === 0) return new Map()
      const rows = await database.tables.incidents.select(scope, { where: { id: [...ids] } })
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
  alerts: (scope, id, limit) => database.read(() => alertsOf(database, scope, id, limit)),
})

const rank = severities.map((severity, place) => `WHEN '${severity}' THEN ${place}`).join(' ')
/** The order of alerts `a` in which the lead of their incident comes first: as `leadAlert` of dsl/correlate has it (D89). */
export const leadFirst = `CASE WHEN a.state = 'resolved' THEN 1 ELSE 0 END, CASE a.severity ${rank} ELSE ${severities.length} END, a.id`

/** A condition on `incident_id`: one of the incidents that an alert belongs to. */
export const ofAlert = ({ sequelize }: Pick<Database, 'sequelize'>, scope: Scope, alertId: string): Where => ({
  [Op.in]: literal(
    `(SELECT incident_id FROM incident_alerts WHERE alert_id = ${sequelize.escape(alertId)} AND tenant = ${sequelize.escape(scope.tenant)})`,
  ),
})

/** The alerts of an incident, oldest first. */
export async function alertsOf(
  { sequelize, tables }: Pick<Database, 'sequelize' | 'tables'>,
  scope: Pick<Scope, 'tenant'>,
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
