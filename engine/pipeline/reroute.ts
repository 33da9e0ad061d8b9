/** Alerts had joined a run that Temporal calls closed: they get a run of their own, so that they are told, not lost (D2). */
import type { Transaction } from 'sequelize'
import type { WorldEvent } from '../../dsl/model/activity.ts'
import type { AlertRow, IncidentRow, OutboxRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import type { EndedFromOutside, Pipeline, Rerouted } from './contract.ts'
import { endInLedger } from './end-run.ts'
import { openKeyOf } from './identity.ts'
import { joinIncident, openIncident } from './incident.ts'
import { Ledger } from './ledger.ts'
import { loadAlerts, loadIncidents } from './load.ts'
import { planOfText } from './run-input.ts'
import type { PipelineParts } from './settings.ts'

export const reroute =
  (parts: PipelineParts): Pipeline['reroute'] =>
  async (scope, row, ended) => {
    const installation = await parts.store.installation()
    return parts.store.database.transaction((tx) => move(parts, tx, scope, { row, ended }, installation))
  }

async function move(
  { store, now, pages }: PipelineParts,
  tx: Transaction,
  scope: Scope,
  { row, ended }: { readonly row: OutboxRow; readonly ended: EndedFromOutside },
  installation: string,
): Promise<Rerouted> {
  const { tables } = store.database
  const ledger = new Ledger(store.database, tx, scope, now())
  const ids = joinedAlerts(row)
  await loadAlerts(ledger, { id: ids })
  await loadIncidents(ledger, { ids: row.incident_id === null ? [] : [row.incident_id] })
  const stored = ledger.incidents.get(row.incident_id ?? '')
  // Read again under the incident's lock, which the handshake holds too: the dispatcher's copy of the row may be older.
  const fresh = await tables.outbox.first(scope, { where: { id: row.id }, tx })
  if (fresh === null || fresh.sent_at !== null) return { kind: 'known' }
  await tables.outbox.update(scope, { sent_at: ledger.now }, { id: row.id }, tx)
  if (stored === undefined) return left
  const run = [...ledger.runs.all()].find((one) => one.incident_id === stored.id)
  if (run !== undefined) await endInLedger(ledger, pages, stored, run, ended)
  const closed = ledger.incidents.get(stored.id) ?? stored
  const moving = ids.flatMap((id) => openMember(ledger, id, stored.id) ?? [])
  if (moving.length === 0 || run === undefined) {
    await ledger.save()
    return left
  }
  const alert_count = Math.max(0, closed.alert_count - moving.length)
  const from = ledger.incidents.change(closed, { open_key: null, alert_count })
  const plan = await tables.plans.first(scope, { where: { hash: run.plan_hash }, tx })
  if (plan === null) throw new Error(`The plan of run ${run.id} is not stored.`)
  await tables.incidentAlerts.remove(scope, { incident_id: from.id, alert_id: moving.map(({ id }) => id) }, tx)
  let to: IncidentRow | null = null
  for (const alert of moving) {
    to = to === null ? await joinOpen(ledger, from, alert) : joinIncident(ledger, to, alert)
    to ??= openIncident(ledger, alert, {
      // Not the closed one's: whoever ended the run took that. The next alert of the group joins this incident.
      open_key: openKeyOf(from.rule_id, from.group_key),
      rule_id: from.rule_id,
      rule_name: from.rule_name,
      group_key: from.group_key,
      takes_until: from.takes_until,
      version: from.version,
      plan: planOfText(JSON.stringify(plan.plan), run.plan_hash),
      installation,
    }).incident
  }
  await ledger.save()
  return { kind: 'moved', incident_id: to?.id ?? null }
}

/** The alert, if it is open and in that incident; from here on the ledger has it there no longer. */
function openMember(ledger: Ledger, alertId: string, incidentId: string): AlertRow | null {
  const alert = ledger.alerts.get(alertId)
  const here = ledger.links.findIndex((link) => link.alert_id === alertId && link.incident_id === incidentId)
  if (alert === undefined || alert.state === 'resolved' || here < 0) return null
  ledger.links.splice(here, 1)
  return alert
}

const left: Rerouted = { kind: 'moved', incident_id: null }

/** Another alert of the group may have opened the next incident already. */
async function joinOpen(ledger: Ledger, from: IncidentRow, alert: AlertRow): Promise<IncidentRow | null> {
  const { rule_id, group_key } = from
  const where = { rule_id, group_key, closed_at: null }
  const found = await ledger.database.tables.incidents.select(from, { where, order: [['id', 'ASC']], tx: ledger.tx })
  const next = found.find((incident) => incident.id !== from.id && incident.open_key !== null)
  if (next === undefined) return null
  await loadIncidents(ledger, { ids: [next.id] })
  // It may have closed before it was locked; a closed one takes no alert (D2).
  const locked = ledger.incidents.get(next.id)
  if (locked === undefined || locked.open_key === null || locked.closed_at !== null) return null
  return joinIncident(ledger, locked, alert)
}

function joinedAlerts({ payload }: OutboxRow): readonly string[] {
  const event = payload as unknown as WorldEvent
  return event.kind === 'joined' ? [event.alert_id, ...(event.also ?? [])] : []
}
