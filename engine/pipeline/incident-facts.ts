/** An incident as conditions and messages see it (D89): its lead alert, its first hundred alerts, whether it is over. */
import { QueryTypes, type Transaction } from 'sequelize'
import type { ReadResult } from '../../dsl/model/activity.ts'
import type { AlertFacts } from '../../dsl/model/facts.ts'
import { mostListed } from '../../dsl/model/limits.ts'
import type { Database } from '../store/database.ts'
import { alertsOf, leadFirst } from '../store/incidents.ts'
import type { AlertRow, IncidentRow, RunRow } from '../store/rows.ts'
import { alertFacts } from './facts.ts'
import type { PipelineParts } from './settings.ts'

const listed = 100

/** Live facts, as stored when it is called. */
export async function incidentFacts(
  database: Database,
  pages: PipelineParts['pages'],
  incident: IncidentRow,
  run: RunRow | null,
  tx?: Transaction,
): Promise<ReadResult> {
  const alerts = await alertsOf(database, incident, incident.id, listed, tx)
  const lead = await leadAlert(database, incident, tx)
  const { tenant, id } = incident
  const over = alerts.filter(({ state }) => state === 'resolved')
  const by = new Set(over.flatMap(({ resolved_by }) => resolved_by || []))
  const notes = new Set(over.flatMap(({ resolution_note }) => resolution_note || []))
  return {
    alert: lead && alertFacts(lead),
    incident: {
      id,
      count: incident.alert_count,
      alerts: whatFits(alerts.map(alertFacts)),
      url: pages.incident(tenant, id),
    },
    run: run && {
      id: run.id,
      started_at: (run.started_at ?? run.created_at).getTime(),
      url: pages.run(tenant, run.id),
    },
    acknowledged: incident.acknowledged_at !== null,
    resolved: incident.resolved_at !== null,
    ...(run?.rule_name && { rule: run.rule_name }),
    ...(by.size > 0 && { resolved_by: [...by].join(', ') }),
    ...(notes.size > 0 && { resolution_note: [...notes].join('\n') }),
  }
}

/** What a run reads stands in its history, which Temporal bounds; the count of the incident is exact all the same. */
function whatFits(alerts: readonly AlertFacts[]): readonly AlertFacts[] {
  let left = mostListed
  const end = alerts.findIndex((alert) => {
    left -= JSON.stringify(alert).length
    return left < 0
  })
  return end < 0 ? alerts : alerts.slice(0, end)
}

/** The most severe unresolved one, ties to the oldest; when all are resolved, the most severe of all. */
export async function leadAlert(database: Database, incident: IncidentRow, tx?: Transaction): Promise<AlertRow | null> {
  const rows = await database.sequelize.query(
    `SELECT a.* FROM incident_alerts ia JOIN alerts a ON a.id = ia.alert_id WHERE ia.incident_id = ? AND ia.tenant = ?
     ORDER BY ${leadFirst} LIMIT 1`,
    { type: QueryTypes.SELECT, replacements: [incident.id, incident.tenant], ...(tx && { transaction: tx }) },
  )
  return rows[0] === undefined ? null : database.tables.alerts.decode(rows[0])
}
