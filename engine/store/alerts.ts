import { literal, Op, QueryTypes } from 'sequelize'
import type { AlertStatus } from '../../dsl/model/facts.ts'
import type { AlertQuery, Store } from './contract.ts'
import { newestFirst } from './cursor.ts'
import type { Database } from './database.ts'
import type { Scope } from './scope.ts'
import type { Where } from './table.ts'

const unmuted = '[]'
/** Of one alert, as its page shows them. */
const timelineEntries = 500
/** Alerts may have texts, labels and metadata of 200 KB each: a page of them all would hold up everybody else. */
const pageCharacters = 4 * 1024 * 1024

export const alertStore = ({ tables, sequelize, read }: Database): Store['alerts'] => {
  const alertsOfIncident = (scope: Scope, id: string) =>
    literal(
      `(SELECT alert_id FROM incident_alerts WHERE incident_id = ${sequelize.escape(id)} AND tenant = ${sequelize.escape(scope.tenant)})`,
    )
  return {
    get: (scope, id) => read(() => tables.alerts.first(scope, { where: { id } })),
    list: (scope, query) =>
      read(async () =>
        newestFirst(
          scope,
          tables.alerts,
          'received_at',
          query,
          {
            ...matching(query),
            ...(query.incident_id !== undefined && { id: { [Op.in]: alertsOfIncident(scope, query.incident_id) } }),
          },
          pageCharacters,
        ),
      ),
    incidentIds: (scope, alertIds) =>
      read(async () => {
        const ids = new Map<string, string[]>(alertIds.map((id) => [id, []]))
        if (alertIds.length === 0) return ids
        const rows = await tables.incidentAlerts.select(scope, {
          where: { alert_id: [...alertIds] },
          order: [['incident_id', 'ASC']],
        })
        for (const row of rows) ids.get(row.alert_id)?.push(row.incident_id)
        return ids
      }),
    timeline: (scope, alertId) =>
      read(async () => {
        const taken = await tables.incidentAlerts.select(scope, { where: { alert_id: alertId } })
        const ofIncidents = { alert_id: null, incident_id: taken.map(({ incident_id }) => incident_id) }
        const newest = await tables.timeline.select(scope, {
          where: { [Op.or]: [{ alert_id: alertId }, ofIncidents] },
          // Entries of runs bear ids that tell what happened, not when.
          order: [
            ['at', 'DESC'],
            ['id', 'DESC'],
          ],
          limit: timelineEntries,
        })
        return newest.reverse()
      }),
    countOpenByStatus: () =>
      read(async () => {
        // An index begins with the tenant; from one to the next is a step in it, where DISTINCT would walk through.
        const tenants = await sequelize.query<{ tenant: string | null }>(
          `WITH RECURSIVE tenants (tenant) AS (
             SELECT MIN(tenant) FROM alerts
             UNION ALL
             SELECT (SELECT MIN(a.tenant) FROM alerts a WHERE a.tenant > t.tenant) FROM tenants t WHERE t.tenant IS NOT NULL
           ) SELECT tenant FROM tenants`,
          { type: QueryTypes.SELECT },
        )
        const rows = await sequelize.query<{ state: 'active' | 'acknowledged'; muted: number; n: number }>(
          `SELECT state, CASE WHEN muted_by = '${unmuted}' THEN 0 ELSE 1 END AS muted, COUNT(*) AS n
           FROM alerts WHERE tenant IN (?) AND state IN ('active', 'acknowledged') GROUP BY 1, 2`,
          { type: QueryTypes.SELECT, replacements: [tenants.map(({ tenant }) => tenant)] },
        )
        const counts = { active: 0, acknowledged: 0, suppressed: 0 }
        for (const row of rows) counts[Number(row.muted) === 1 ? 'suppressed' : row.state] += Number(row.n)
        return counts
      }),
  }
}

/** The API's status is made of the stored state and the set of mutes (D22). */
function matching(query: AlertQuery): Where {
  return {
    ...(query.status !== undefined && statusIs(query.status)),
    ...(query.severity !== undefined && { severity: query.severity }),
    ...(query.source !== undefined && { source: query.source }),
    ...(query.matched !== undefined && { matched: query.matched }),
  }
}

function statusIs(status: AlertStatus): Where {
  if (status === 'resolved') return { state: 'resolved' }
  if (status === 'suppressed') return { state: ['active', 'acknowledged'], muted_by: { [Op.ne]: unmuted } }
  return { state: status, muted_by: unmuted }
}
