/** What happens to an incident: opening with its run, joining, rising, acknowledging. Each writes what the run hears. */
import { type Rise, rise } from '../../dsl/correlate/incident.ts'
import type { Severity } from '../../dsl/model/severity.ts'
import { newId } from '../store/ids.ts'
import type { AlertRow, IncidentRow, RunRow } from '../store/rows.ts'
import type { Ledger } from './ledger.ts'
import { runInput, type StoredPlan } from './run-input.ts'

/** Everything about a new incident that its alert does not say. */
export interface Opening {
  readonly open_key: string | null
  readonly rule_id: string
  readonly rule_name: string
  readonly group_key: string
  readonly takes_until: Date | null
  readonly version: string
  readonly plan: StoredPlan
  readonly installation: string
  /** For `actions/execute` (D45): the action's workflow id; otherwise the workflow bears rule and incident. */
  readonly action?: { readonly workflow_id: string; readonly name: string }
}

/** A new incident with its first alert and its run. */
export function openIncident(
  ledger: Ledger,
  alert: AlertRow,
  opening: Opening,
): { incident: IncidentRow; run: RunRow } {
  const { tenant } = ledger.scope
  const id = newId('incident')
  const acknowledged = alert.state === 'acknowledged'
  const incident = ledger.incidents.add({
    id,
    tenant,
    open_key: opening.open_key,
    rule_id: opening.rule_id,
    rule_name: opening.rule_name,
    group_key: opening.group_key,
    severity: alert.severity,
    takes_until: opening.takes_until,
    version: opening.version,
    opened_at: ledger.now,
    closed_at: null,
    acknowledged_by: acknowledged ? alert.acknowledged_by : null,
    acknowledged_at: acknowledged ? alert.acknowledged_at : null,
    acknowledged_severity: acknowledged ? alert.acknowledged_severity : null,
    resolved_at: alert.state === 'resolved' ? ledger.now : null,
    alert_count: 1,
  })
  ledger.link(incident, alert.id)
  const workflow = opening.action?.workflow_id ?? `${tenant}/${opening.rule_id}/${id}`
  const run = addRun(ledger, incident, opening, workflow, alert)
  const who = opening.action ? `Action ${opening.action.name}` : `Rule "${opening.rule_name}"`
  ledger.timeline({ alert_id: alert.id, incident_id: id }, 'run', `${who} started a run`, { run_id: run.id }, 'tocsin')
  return { incident, run }
}

function addRun(ledger: Ledger, incident: IncidentRow, opening: Opening, workflow: string, alert: AlertRow): RunRow {
  const { tenant } = ledger.scope
  const action = opening.action !== undefined
  const run = ledger.runs.add({
    id: newId('run'),
    tenant,
    rule_id: action ? null : opening.rule_id,
    rule_name: action ? null : opening.rule_name,
    trigger: action ? 'action' : 'alert',
    incident_id: incident.id,
    alert_id: action ? alert.id : null,
    version: opening.version,
    plan_hash: opening.plan.hash,
    workflow_id: workflow,
    temporal_run_id: null,
    status: 'pending',
    outcome: null,
    message: null,
    waiting_for: null,
    created_at: ledger.now,
    confirmed_at: null,
    started_at: null,
    ended_at: null,
    seq: 0,
  })
  ledger.plans.set(opening.plan.hash, { tenant, hash: opening.plan.hash, plan: opening.plan.json })
  ledger.send({
    kind: 'start',
    workflow_id: workflow,
    incident_id: incident.id,
    run_id: run.id,
    payload: runInput(run, opening, alert.state, alert.severity),
  })
  return run
}

/** An alert joins an open incident, and may raise it: both are told as one. An incident whose alerts had all resolved is open again. */
export function joinIncident(ledger: Ledger, before: IncidentRow, alert: AlertRow): IncidentRow {
  const change = { alert_count: before.alert_count + 1, resolved_at: null }
  const incident = ledger.incidents.change(before, change)
  ledger.link(incident, alert.id)
  ledger.timeline(
    { alert_id: alert.id, incident_id: incident.id },
    'joined',
    `Joined an incident of rule "${incident.rule_name}"`,
  )
  const risen = rise(incident.severity, alert.severity, false, incident.acknowledged_severity)
  ledger.joined(incident, alert.id, risen?.severity)
  return risen === null ? incident : worsen(ledger, incident, risen)
}

/**
 * Raises the incident and tells its run, when `rise` says that there is something to tell (D25).
 * @param aboveAcknowledged the alert rose above its severity at the acknowledgement
 */
export function raiseIncident(
  ledger: Ledger,
  incident: IncidentRow,
  severity: Severity,
  aboveAcknowledged = false,
): IncidentRow {
  const risen = rise(incident.severity, severity, aboveAcknowledged, incident.acknowledged_severity)
  if (risen === null) return incident
  const kept = worsen(ledger, incident, risen)
  ledger.signal(kept, { kind: 'severity_raised', severity: kept.severity })
  return kept
}

function worsen(ledger: Ledger, incident: IncidentRow, { severity, reason }: Rise): IncidentRow {
  const raised = severity === incident.severity ? incident : ledger.incidents.change(incident, { severity })
  return takeBack(ledger, raised, reason)
}

/** Nobody has the incident any more. */
export function takeBack(ledger: Ledger, incident: IncidentRow, reason: string): IncidentRow {
  if (incident.acknowledged_at === null) return incident
  const open = ledger.incidents.change(incident, {
    ...{ acknowledged_at: null, acknowledged_by: null, acknowledged_severity: null },
  })
  ledger.timeline({ incident_id: incident.id }, 'unacknowledged', reason)
  ledger.signal(open, { kind: 'unacknowledged', reason })
  return open
}

/** @param severity the worst of its open alerts, each as it was when somebody took it; a rise above it takes it back (D25) */
export function acknowledge(ledger: Ledger, incident: IncidentRow, by: string, severity: Severity | null): IncidentRow {
  if (incident.acknowledged_at !== null) return incident
  const taken = ledger.incidents.change(incident, {
    ...{ acknowledged_at: ledger.now, acknowledged_by: by, acknowledged_severity: severity },
  })
  ledger.timeline({ incident_id: incident.id }, 'acknowledged', `Acknowledged by ${by}`)
  ledger.signal(taken, { kind: 'acknowledged', by })
  return taken
}
