import type { RunRow, RunStepRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const runs: TableSpec<RunRow> = {
  name: 'runs',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    rule_id: 'word',
    rule_name: 'text',
    trigger: 'word',
    incident_id: 'id',
    alert_id: 'id',
    version: 'id',
    plan_hash: 'hash',
    workflow_id: 'name',
    temporal_run_id: 'name',
    status: 'word',
    outcome: 'word',
    message: 'text',
    waiting_for: 'text',
    created_at: 'time',
    confirmed_at: 'time',
    started_at: 'time',
    ended_at: 'time',
    seq: 'int',
  },
}

export const runSteps: TableSpec<RunStepRow> = {
  name: 'run_steps',
  keys: ['run_id', 'step'],
  columns: {
    tenant: 'slug',
    run_id: 'id',
    step: 'name',
    position: 'int',
    kind: 'word',
    title: 'text',
    status: 'word',
    attempts: 'int',
    started_at: 'time',
    ended_at: 'time',
    waiting_until: 'time',
    detail: 'text',
    result: 'json',
  },
}
