import type { OutboxRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const outbox: TableSpec<OutboxRow> = {
  name: 'outbox',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    kind: 'word',
    workflow_id: 'name',
    incident_id: 'id',
    run_id: 'id',
    payload: 'json',
    created_at: 'time',
    due_at: 'time',
    attempts: 'int',
    sent_at: 'time',
    error: 'text',
  },
}
