import type { TimelineRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const timeline: TableSpec<TimelineRow> = {
  name: 'timeline',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    alert_id: 'id',
    incident_id: 'id',
    at: 'time',
    kind: 'word',
    actor: 'name',
    text: 'text',
    data: 'json',
  },
}
