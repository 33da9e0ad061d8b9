import type { DecisionRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const decisions: TableSpec<DecisionRow> = {
  name: 'decisions',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    event_id: 'id',
    alert_id: 'id',
    rule_id: 'word',
    rule_name: 'text',
    outcome: 'word',
    reason: 'text',
    incident_id: 'id',
    version: 'id',
    decided_at: 'time',
  },
}
