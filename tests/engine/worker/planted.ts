import type { RunInput, WorldEvent } from '../../../dsl/model/activity.ts'
import type { Json } from '../../../dsl/model/value.ts'
import { opened } from '../../../engine/store/database.ts'
import { newId } from '../../../engine/store/ids.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { IncidentRow, OutboxRow, RunRow } from '../../../engine/store/rows.ts'

/** An incident with its run and start row, as the pipeline writes them in one transaction. */
export async function plantRun(
  store: SqlStore,
  { tenant = 'default', at = new Date() }: { tenant?: string; at?: Date } = {},
): Promise<{ incident: IncidentRow; run: RunRow; start: OutboxRow }> {
  const incidentId = newId('incident')
  const workflowId = `${tenant}/disk-full-0a1b2c/${incidentId}`
  const incident: IncidentRow = {
    id: incidentId,
    tenant,
    open_key: incidentId,
    rule_id: 'disk-full-0a1b2c',
    rule_name: 'Disk full',
    group_key: '',
    severity: 'high',
    takes_until: null,
    version: 'ruleset_1',
    opened_at: at,
    closed_at: null,
    acknowledged_by: null,
    acknowledged_at: null,
    acknowledged_severity: null,
    resolved_at: null,
    alert_count: 0,
  }
  const run: RunRow = {
    id: newId('run'),
    tenant,
    rule_id: incident.rule_id,
    rule_name: incident.rule_name,
    trigger: 'alert',
    incident_id: incidentId,
    alert_id: null,
    version: incident.version,
    plan_hash: 'f'.repeat(64),
    workflow_id: workflowId,
    temporal_run_id: null,
    status: 'pending',
    outcome: null,
    message: null,
    waiting_for: null,
    created_at: at,
    confirmed_at: null,
    started_at: null,
    ended_at: null,
    seq: 0,
  }
  const input: RunInput = {
    schema: 1,
    installation: 'tocsin_test',
    tenant,
    run_id: run.id,
    incident_id: incidentId,
    workflow_id: workflowId,
    ordinal: 1,
    plan: { hash: run.plan_hash },
    severity: 'high',
    status: 'active',
  }
  const start = outboxRow(run, 'start', input)
  await store.transaction(async (tx) => {
    await store.database.tables.incidents.insert([incident], opened(tx))
    await store.database.tables.runs.insert([run], opened(tx))
    await store.outbox.add(tx, start)
  })
  return { incident, run, start }
}

/** Tells a run something, as the pipeline does. */
export async function plantSignal(
  store: SqlStore,
  run: RunRow,
  event: { kind: 'joined'; alert_id: string } | { kind: 'resolved' },
): Promise<OutboxRow> {
  const id = newId('event')
  const row = outboxRow(run, 'signal', { id, at: Date.now(), ...event } satisfies WorldEvent)
  await store.transaction((tx) => store.outbox.add(tx, row))
  return row
}

export const outboxRow = (run: RunRow, kind: OutboxRow['kind'], payload: object): OutboxRow => ({
  id: newId('outbox'),
  tenant: run.tenant,
  kind,
  workflow_id: run.workflow_id,
  incident_id: run.incident_id,
  run_id: run.id,
  payload: payload as Json,
  created_at: new Date(),
  due_at: new Date(),
  attempts: 0,
  sent_at: null,
  error: null,
})
