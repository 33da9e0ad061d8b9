import { randomUUID } from 'node:crypto'
import type { NewEvent, Pipeline } from '../../../engine/pipeline/contract.ts'
import { fingerprintOf, identityOf } from '../../../engine/pipeline/identity.ts'
import type { Store } from '../../../engine/store/contract.ts'
import { newId } from '../../../engine/store/ids.ts'
import type { AlertRow, IncidentRow } from '../../../engine/store/rows.ts'

type AppPipeline = Pick<Pipeline, 'ingest' | 'setStatus' | 'acknowledgeIncident' | 'startAction'>

/** Alerts and incidents in memory: what routes need of pipeline and store, so that their own part is tested alone. */
export function memoryPipeline() {
  const rows = new Map<string, AlertRow>()
  const incidents = new Map<string, IncidentRow>()
  const used = new Set<string>()
  const open = (identity: string) =>
    [...rows.values()].find((row) => row.open_key === identity && row.state !== 'resolved')
  const pipeline: AppPipeline = {
    async ingest(scope, events) {
      return events.map((event) => {
        const fingerprint = fingerprintOf(scope.tenant, event)
        const known = open(identityOf({ ...event, fingerprint }))
        if (known && event.status === 'resolved') known.state = 'resolved'
        else if (known) known.count += 1
        const row = known ?? rowOf(event, fingerprint)
        const outcome = known ? 'joined' : event.status === 'resolved' ? 'ignored' : 'opened'
        if (outcome === 'opened') rows.set(row.id, row)
        return { outcome, alert: row, incident_ids: [] }
      })
    },
    async setStatus(scope, id, status, note) {
      const row = rows.get(id)
      if (!row) return { kind: 'not-found' }
      if (row.state === status) return { kind: 'unchanged', alert: row, incident_ids: [] }
      if (row.state === 'resolved') return { kind: 'resolved' }
      row.state = status
      row.resolution_note = note
      if (status === 'resolved') row.resolved_by = scope.actor
      if (status === 'acknowledged') row.acknowledged_by = scope.actor
      return { kind: 'changed', alert: row, incident_ids: [] }
    },
    async acknowledgeIncident(scope, id, token) {
      const incident = incidents.get(id)
      if (!incident) return { kind: 'not-found' }
      if (token !== null && used.has(token)) return { kind: 'used' }
      if (incident.resolved_at !== null) return { kind: 'resolved' }
      if (token !== null) used.add(token)
      const kind = incident.acknowledged_at === null ? 'changed' : 'unchanged'
      incident.acknowledged_at ??= new Date()
      incident.acknowledged_by ??= scope.actor
      return { kind, incident }
    },
    async startAction(_scope, action) {
      return rows.has(action.alert_id)
        ? { kind: 'started', id: newId('action'), run_id: newId('run') }
        : { kind: 'not-found' }
    },
  }
  const alerts: Pick<Store['alerts'], 'get' | 'list' | 'incidentIds' | 'timeline'> = {
    get: async (_scope, id) => rows.get(id) ?? null,
    list: async (_scope, query) => ({
      items: [...rows.values()].filter((row) => query.severity === undefined || row.severity === query.severity),
      next_cursor: null,
    }),
    incidentIds: async () => new Map(),
    timeline: async () => [],
  }
  const incidentStore: Pick<Store['incidents'], 'get' | 'alerts' | 'alertCounts' | 'leads'> = {
    get: async (_scope, id) => incidents.get(id) ?? null,
    alerts: async () => [...rows.values()],
    alertCounts: async () => new Map(),
    leads: async (_scope, ids) => {
      const [lead] = rows.values()
      return new Map(lead ? ids.map((id) => [id, { title: lead.title, severity: lead.severity }]) : [])
    },
  }
  return { pipeline, alerts, incidents: incidentStore, rows, incidentRows: incidents }
}

export const memoryIncident = (id: string): IncidentRow => ({
  id,
  tenant: 'default',
  open_key: id,
  rule_id: 'disk-abcdef',
  rule_name: 'Disk <full>',
  group_key: '',
  severity: 'critical',
  takes_until: null,
  version: newId('ruleSet'),
  opened_at: new Date(),
  closed_at: null,
  acknowledged_by: null,
  acknowledged_at: null,
  acknowledged_severity: null,
  resolved_at: null,
  alert_count: 1,
})

const rowOf = (event: NewEvent, fingerprint: string): AlertRow => ({
  id: newId('alert'),
  tenant: 'default',
  open_key: identityOf({ ...event, fingerprint }),
  fingerprint,
  source: event.source,
  integration: event.integration,
  name: event.name,
  title: event.title,
  description: event.description,
  severity: event.severity,
  state: event.status,
  muted_by: [],
  tags: [...event.tags],
  labels: { ...event.labels },
  metadata: { ...event.metadata, made_by: randomUUID() },
  value: event.value,
  url: event.url,
  count: 1,
  started_at: event.started_at ?? new Date(),
  ended_at: event.ended_at,
  received_at: new Date(),
  last_event_at: new Date(),
  acknowledged_by: null,
  acknowledged_at: null,
  acknowledged_severity: null,
  resolved_by: null,
  resolution_note: null,
  previous_id: null,
  matched: false,
})
