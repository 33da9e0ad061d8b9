/** What people do to alerts and incidents (D4, D7, D46): committed here, told to the runs by the outbox. */
import { changeStatus } from '../../dsl/correlate/status.ts'
import { worstOf } from '../../dsl/model/severity.ts'
import { sealed } from '../store/database.ts'
import type { AlertRow, IncidentRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import type { Pipeline, StatusChange } from './contract.ts'
import { acknowledge, takeBack } from './incident.ts'
import { Ledger } from './ledger.ts'
import { loadAlerts, loadIncidents, loadOpenAlerts } from './load.ts'
import type { PipelineParts } from './settings.ts'
import { settle } from './settle.ts'
import { watch } from './watch.ts'

export const lifecycle = (parts: PipelineParts): Pick<Pipeline, 'setStatus' | 'acknowledgeIncident'> => ({
  setStatus: (scope, alertId, status, note) =>
    inLedger(parts, scope, async (ledger): Promise<StatusChange> => {
      const [alert] = await loadAlerts(ledger, { id: alertId })
      if (alert === undefined) return { kind: 'not-found' }
      const incident_ids = ledger.links.map((link) => link.incident_id).sort()
      const changed = changeAlert(ledger, alert, status, note)
      if (changed === 'resolved') return { kind: 'resolved' }
      if (changed === 'unchanged') return { kind: 'unchanged', alert, incident_ids }
      await loadIncidents(ledger)
      for (const incident of ledger.incidentsOf(alertId)) {
        if (status === 'active') takeBack(ledger, incident, `Acknowledgement taken back by ${scope.actor}`)
        else ledger.unsettled.add(incident.id)
      }
      await finish(parts, ledger)
      return { kind: 'changed', alert: changed, incident_ids }
    }),

  async acknowledgeIncident(scope, incidentId, token) {
    for (let left = restarts; ; left--) {
      const answer = await acknowledgeOnce(parts, scope, incidentId, { token, mayStartAgain: left > 0 })
      if (answer !== 'start again') return answer
    }
  },
})

/** So often an acknowledgement lets go of its locks because an alert joined while it took them. */
const restarts = 10

type Acknowledged = Awaited<ReturnType<Pipeline['acknowledgeIncident']>>

const acknowledgeOnce = (
  parts: PipelineParts,
  scope: Scope,
  incidentId: string,
  { token, mayStartAgain }: { readonly token: string | null; readonly mayStartAgain: boolean },
): Promise<Acknowledged | 'start again'> =>
  inLedger(parts, scope, async (ledger) => {
    const memberIds = async () => {
      const where = { incident_id: incidentId }
      const links = await parts.store.database.tables.incidentAlerts.select(scope, { where, tx: ledger.tx })
      return links.map((link) => link.alert_id)
    }
    const members = await memberIds()
    if (members.length === 0) return { kind: 'not-found' as const }
    const open = { state: ['active', 'acknowledged'] }
    await loadOpenAlerts(ledger, { ...open, id: members })
    await loadIncidents(ledger, { ids: [incidentId] })
    // An alert may have joined before the incident was locked. Locking it now goes against the order: that is for an
    // incident that never rests, where a deadlock is tried again.
    const late = (await memberIds()).filter((id) => !members.includes(id))
    if (late.length > 0 && mayStartAgain) return 'start again'
    if (late.length > 0) {
      await loadOpenAlerts(ledger, { ...open, id: late })
      await loadIncidents(ledger)
    }
    const incident = ledger.incidents.get(incidentId)
    if (incident === undefined) return { kind: 'not-found' as const }
    if (token !== null && !(await parts.store.ackTokens.use(scope, sealed(ledger.tx), token, ledger.now)))
      return { kind: 'used' as const }
    if (incident.resolved_at !== null) return { kind: 'resolved' as const }
    return acknowledgeAll(parts, ledger, incident)
  })

/** An incident and all its active alerts, and with them every other incident that has no other active one (D4). */
async function acknowledgeAll(
  parts: PipelineParts,
  ledger: Ledger,
  incident: IncidentRow,
): Promise<{ readonly kind: 'changed' | 'unchanged'; readonly incident: IncidentRow }> {
  let changed = incident.acknowledged_at === null
  for (const alert of [...ledger.alerts.all()]) {
    if (alert.state !== 'active') continue
    changeAlert(ledger, alert, 'acknowledged', null)
    changed = true
    for (const other of ledger.incidentsOf(alert.id)) if (other.id !== incident.id) ledger.unsettled.add(other.id)
  }
  if (!changed) return { kind: 'unchanged', incident }
  // The ledger holds every open alert of the incident, and any that was resolved just before it was locked.
  const open = [...ledger.alerts.all()].filter(({ state }) => state !== 'resolved')
  const severity = worstOf(open.flatMap((alert) => alert.acknowledged_severity ?? []))
  const acknowledged = acknowledge(ledger, incident, ledger.scope.actor, severity)
  await finish(parts, ledger)
  return { kind: 'changed', incident: acknowledged }
}

/** The alert after the change, or why there is none. */
function changeAlert(
  ledger: Ledger,
  alert: AlertRow,
  to: AlertRow['state'],
  note: string | null,
): AlertRow | 'unchanged' | 'resolved' {
  const times = {
    acknowledged_at: alert.acknowledged_at?.getTime() ?? null,
    ended_at: alert.ended_at?.getTime() ?? null,
  }
  const decision = changeStatus({ ...alert, ...times }, to, ledger.scope.actor, note, ledger.now.getTime())
  if (decision.kind !== 'changed') return decision.kind
  const after = decision.alert
  const date = (ms: number | null) => (ms === null ? null : new Date(ms))
  const kinds = { active: 'unacknowledged', acknowledged: 'acknowledged', resolved: 'resolved' } as const
  ledger.timeline({ alert_id: alert.id }, kinds[to], decision.timeline, to === 'resolved' && note ? { note } : {})
  return ledger.alerts.change(alert, {
    state: after.state,
    acknowledged_by: after.acknowledged_by,
    acknowledged_at: date(after.acknowledged_at),
    acknowledged_severity: after.acknowledged_severity,
    ended_at: date(after.ended_at),
    resolved_by: after.resolved_by,
    resolution_note: after.resolution_note,
    ...(to === 'resolved' && { open_key: null }),
  })
}

async function finish(parts: PipelineParts, ledger: Ledger): Promise<void> {
  await settle(ledger)
  await watch(ledger, parts.pages)
  await ledger.save()
}

const inLedger = <T>(parts: PipelineParts, scope: Scope, work: (ledger: Ledger) => Promise<T>): Promise<T> =>
  parts.store.database.transaction((tx) => work(new Ledger(parts.store.database, tx, scope, parts.now())))
