/** Whether every alert of an incident is resolved, or every one left is acknowledged, and what follows (D4, D6). */
import { QueryTypes } from 'sequelize'
import { endNotices, type Over } from '../../dsl/correlate/end-notice.ts'
import { settlement } from '../../dsl/correlate/incident.ts'
import type { ResolveNoticeInput } from '../../dsl/model/activity.ts'
import { type Severity, worstOf } from '../../dsl/model/severity.ts'
import type { IncidentRow, RunRow } from '../store/rows.ts'
import { acknowledge } from './incident.ts'
import type { Ledger } from './ledger.ts'

/** Reads what is stored, so the ledger's alerts are saved first. */
export async function settle(ledger: Ledger): Promise<void> {
  if (ledger.unsettled.size === 0) return
  await ledger.saveAlerts()
  const counts = await unresolved(ledger, [...ledger.unsettled])
  const over: IncidentRow[] = []
  const taken: IncidentRow[] = []
  for (const id of ledger.unsettled) {
    const incident = ledger.incidents.get(id)
    if (incident === undefined) continue
    const { active = 0, acknowledged = 0 } = counts.get(id) ?? {}
    const settled = settlement(active, acknowledged)
    if (settled === 'resolved') over.push(incident)
    if (settled === 'acknowledged' && incident.acknowledged_at === null) taken.push(incident)
  }
  ledger.unsettled.clear()
  for (const incident of taken) {
    const { by, severity } = await takers(ledger, incident.id)
    acknowledge(ledger, incident, by, severity)
  }
  await resolve(
    ledger,
    over.filter((incident) => incident.resolved_at === null),
  )
}

/**
 * Who took the alert that was acknowledged last (that another one resolved is nobody's acknowledgement), and the worst
 * severity at which one was taken.
 */
async function takers(ledger: Ledger, incidentId: string): Promise<{ by: string; severity: Severity | null }> {
  const rows = await ledger.database.sequelize.query<{
    acknowledged_by: string | null
    acknowledged_severity: Severity | null
  }>(
    `SELECT a.acknowledged_by, a.acknowledged_severity FROM incident_alerts ia JOIN alerts a ON a.id = ia.alert_id
     WHERE ia.incident_id = ? AND ia.tenant = ? AND a.state = 'acknowledged' ORDER BY a.acknowledged_at DESC, a.id DESC`,
    { type: QueryTypes.SELECT, replacements: [incidentId, ledger.scope.tenant], transaction: ledger.tx },
  )
  const severity = worstOf(rows.flatMap(({ acknowledged_severity }) => acknowledged_severity ?? []))
  return { by: rows[0]?.acknowledged_by ?? ledger.scope.actor, severity }
}

async function unresolved(
  ledger: Ledger,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, { active?: number; acknowledged?: number }>> {
  const { sequelize } = ledger.database
  const rows = await sequelize.query<{
    incident_id: string
    state: 'active' | 'acknowledged'
    n: number
  }>(
    `SELECT ia.incident_id, a.state, COUNT(*) AS n FROM incident_alerts ia JOIN alerts a ON a.id = ia.alert_id
     WHERE ia.incident_id IN (?) AND ia.tenant = ? AND a.state <> 'resolved'
     GROUP BY ia.incident_id, a.state`,
    { type: QueryTypes.SELECT, replacements: [incidentIds, ledger.scope.tenant], transaction: ledger.tx },
  )
  const counts = new Map<string, { active?: number; acknowledged?: number }>()
  for (const row of rows) counts.set(row.incident_id, { ...counts.get(row.incident_id), [row.state]: Number(row.n) })
  return counts
}

async function resolve(ledger: Ledger, before: readonly IncidentRow[]): Promise<void> {
  if (before.length === 0) return
  const incidents = before.map((one) => ledger.incidents.change(one, { resolved_at: ledger.now }))
  for (const incident of incidents) {
    ledger.timeline({ incident_id: incident.id }, 'resolved', 'All alerts of the incident are resolved')
    ledger.signal(incident, { kind: 'resolved' })
  }
  const { tenant } = ledger.scope
  const runs = runsByIncident(ledger)
  const notices = endNotices(incidents.map((incident) => overOf(ledger, incident, runs.get(incident.id)))).map(
    ({ incident, also }) => {
      const workflow =
        runs.get(incident)?.workflow_id ?? `${tenant}/${ledger.incidents.get(incident)?.rule_id}/${incident}`
      return { incident_id: incident, also, first: `${workflow}/resolve` }
    },
  )
  const workflows = notices.map(({ first }) => first)
  const where = { workflow_id: workflows }
  const told = await ledger.database.tables.outbox.select(ledger.scope, { where, tx: ledger.tx })
  for (const { incident_id, also, first } of notices) {
    // An incident that took another alert after it was over is over a second time, and says so again.
    const again = told.some((row) => row.workflow_id === first)
    const workflow_id = again ? `${first}/${ledger.now.getTime()}` : first
    const payload = { tenant, incident_id, also, workflow_id } satisfies ResolveNoticeInput
    ledger.send({ kind: 'resolve_notice', workflow_id, incident_id, run_id: null, payload })
  }
}

/** The first run of each incident. */
function runsByIncident(ledger: Ledger): ReadonlyMap<string, RunRow> {
  const runs = new Map<string, RunRow>()
  for (const run of ledger.runs.all()) if (!runs.has(run.incident_id)) runs.set(run.incident_id, run)
  return runs
}

const overOf = (ledger: Ledger, { id, alert_count }: IncidentRow, run: RunRow | undefined): Over => ({
  id,
  count: alert_count,
  alerts: ledger.links.flatMap(({ incident_id, alert_id }) => (incident_id === id ? [alert_id] : [])),
  action: run?.trigger === 'action',
})
