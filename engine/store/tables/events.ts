import type { EventRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const events: TableSpec<EventRow> = {
  name: 'events',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    source: 'name',
    integration: 'name',
    alert_id: 'id',
    fingerprint: 'key',
    status: 'word',
    severity: 'word',
    started_at: 'time',
    ended_at: 'time',
    received_at: 'time',
    version: 'id',
    unverified: 'flag',
    body: 'json',
  },
}
