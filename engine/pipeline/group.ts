/** Third stage: what alerts do to their incidents, and which incident a rule's new alert opens or joins (D4, D85). */
import { joins, takesUntil } from '../../dsl/correlate/grouping.ts'
import type { AlertRow, IncidentRow } from '../store/rows.ts'
import type { Arrival, Batch, Take } from './arrival.ts'
import { record } from './decide.ts'
import { joinIncident, openIncident, raiseIncident, takeBack } from './incident.ts'
import type { Ledger } from './ledger.ts'
import { loadIncidents } from './load.ts'
import { storedPlan } from './run-input.ts'

export async function group(batch: Batch): Promise<void> {
  const { ledger } = batch
  await loadIncidents(ledger, { openKeys: batch.arrivals.flatMap(({ takes }) => takes.map(({ openKey }) => openKey)) })
  const open = new Map<string, string>()
  for (const incident of ledger.incidents.all())
    if (incident.open_key !== null) open.set(incident.open_key, incident.id)
  for (const arrival of batch.arrivals) {
    const { alert } = arrival
    if (alert === undefined) continue
    affect(ledger, arrival, alert)
    for (const take of arrival.takes) {
      const { incident, joined } = place(batch, alert, take, open)
      record(batch, arrival, take.plan, joined ? 'joined' : 'opened', null, incident.id)
    }
    if (arrival.takes.length > 0) markMatched(ledger, alert.id)
  }
}

/** What the event did to the alert, told to the incidents that hold it. */
function affect(ledger: Ledger, arrival: Arrival, alert: AlertRow): void {
  const effects = arrival.life?.effects ?? []
  const anew = effects.some(({ kind }) => kind === 'unacknowledged')
  for (const effect of effects)
    for (const incident of ledger.incidentsOf(alert.id)) {
      if (effect.kind === 'unacknowledged') takeBack(ledger, incident, effect.reason)
      if (effect.kind === 'severity_raised') raiseIncident(ledger, incident, effect.severity, anew)
      if (effect.kind === 'resolved') ledger.unsettled.add(incident.id)
    }
}

/** Joins the open incident of the group, or opens one. */
function place(
  batch: Batch,
  alert: AlertRow,
  take: Take,
  open: Map<string, string>,
): { readonly incident: IncidentRow; readonly joined: boolean } {
  const { ledger } = batch
  const { plan } = take
  const now = ledger.now.getTime()
  const there = ledger.incidents.get(open.get(take.openKey) ?? '')
  if (there !== undefined) {
    const taking = {
      takes_until: there.takes_until?.getTime() ?? null,
      closed_at: there.closed_at?.getTime() ?? null,
      resolved: there.resolved_at !== null,
    }
    if (joins(taking, now)) return { incident: joinIncident(ledger, there, alert), joined: true }
    ledger.incidents.change(there, { open_key: null })
  }
  const until = takesUntil(plan.group, now)
  const { incident } = openIncident(ledger, alert, {
    open_key: take.openKey,
    rule_id: plan.rule.id,
    rule_name: plan.rule.name,
    group_key: take.groupKey,
    takes_until: until === null ? null : new Date(until),
    version: batch.rules.version,
    plan: storedPlan(plan),
    installation: batch.installation,
  })
  open.set(take.openKey, incident.id)
  return { incident, joined: false }
}

function markMatched(ledger: Ledger, alertId: string): void {
  const alert = ledger.alerts.get(alertId)
  if (alert !== undefined && !alert.matched) ledger.alerts.change(alert, { matched: true })
}
