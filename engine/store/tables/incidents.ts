import type { IncidentAlertRow, IncidentRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const incidents: TableSpec<IncidentRow> = {
  name: 'incidents',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    open_key: 'hash',
    rule_id: 'word',
    rule_name: 'text',
    group_key: 'text',
    severity: 'word',
    takes_until: 'time',
    version: 'id',
    opened_at: 'time',
    closed_at: 'time',
    acknowledged_by: 'name',
    acknowledged_at: 'time',
    acknowledged_severity: 'word',
    resolved_at: 'time',
    alert_count: 'int',
  },
}

export const incidentAlerts: TableSpec<IncidentAlertRow> = {
  name: 'incident_alerts',
  keys: ['incident_id', 'alert_id'],
  columns: {
    tenant: 'slug',
    incident_id: 'id',
    alert_id: 'id',
    rule_id: 'word',
    joined_at: 'time',
  },
}
