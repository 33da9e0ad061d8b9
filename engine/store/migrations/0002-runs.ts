import { type MigrationContext, makeTable } from './make-table.ts'

/** What is to be done and how far it is. Never edited once released: a change is a new migration. */
export async function createRuns(context: MigrationContext): Promise<void> {
  await makeTable(
    context,
    'outbox',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      kind: 'word',
      workflow_id: 'name',
      incident_id: 'id?',
      run_id: 'id?',
      payload: 'json',
      created_at: 'time',
      due_at: 'time',
      attempts: 'int',
      sent_at: 'time?',
      error: 'text?',
    },
    [
      { name: 'outbox_unsent', columns: ['sent_at', 'id'] },
      { name: 'outbox_of_workflow', columns: ['workflow_id', 'sent_at', 'id'] },
    ],
  )
  await makeTable(
    context,
    'runs',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      rule_id: 'word?',
      rule_name: 'text?',
      trigger: 'word',
      incident_id: 'id',
      alert_id: 'id?',
      version: 'id',
      plan_hash: 'hash',
      workflow_id: 'name',
      temporal_run_id: 'name?',
      status: 'word',
      outcome: 'word?',
      message: 'text?',
      waiting_for: 'text?',
      created_at: 'time',
      confirmed_at: 'time?',
      started_at: 'time?',
      ended_at: 'time?',
      seq: 'int',
    },
    [
      { name: 'runs_newest', columns: ['tenant', 'created_at', 'id'] },
      { name: 'runs_by_status', columns: ['tenant', 'status', 'created_at', 'id'] },
      { name: 'runs_unconfirmed', columns: ['ended_at', 'confirmed_at', 'created_at'] },
      { name: 'runs_open', columns: ['ended_at', 'id'] },
      { name: 'runs_of_incident', columns: ['incident_id'] },
      { name: 'runs_of_workflow', columns: ['workflow_id'] },
    ],
  )
  await makeTable(
    context,
    'run_steps',
    ['run_id', 'step'],
    {
      tenant: 'slug',
      run_id: 'id',
      step: 'name',
      position: 'int',
      kind: 'word',
      title: 'text',
      status: 'word',
      attempts: 'int',
      started_at: 'time?',
      ended_at: 'time?',
      waiting_until: 'time?',
      detail: 'text?',
      result: 'json',
    },
    [],
  )
  await makeTable(
    context,
    'watches',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      run_id: 'id',
      workflow_id: 'name',
      incident_id: 'id',
      step: 'name',
      condition: 'json',
      names: 'json',
      meta: 'json',
      deadline: 'time',
    },
    [
      { name: 'watches_step', columns: ['run_id', 'step'], unique: true },
      { name: 'watches_of_incident', columns: ['incident_id'] },
    ],
  )
  await makeTable(
    context,
    'timers',
    ['tenant', 'kind', 'key'],
    {
      tenant: 'slug',
      kind: 'word',
      key: 'key',
      due_at: 'time',
      payload: 'json',
    },
    [{ name: 'timers_due', columns: ['due_at'] }],
  )
  await makeTable(
    context,
    'plans',
    ['tenant', 'hash'],
    {
      tenant: 'slug',
      hash: 'hash',
      plan: 'json',
    },
    [],
  )
}
