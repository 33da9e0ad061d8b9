import { z } from '@hono/zod-openapi'
import { statusOf } from '../../dsl/correlate/status.ts'
import { showMeasured } from '../intake/measured.ts'
import type { AlertRow, TimelineRow } from '../store/rows.ts'
import { Severity, Time } from './shapes.ts'

export const Status = z.enum(['active', 'acknowledged', 'suppressed', 'resolved'])

/** An alert as the API gives it (D43). */
export const Alert = z
  .object({
    id: z.string().meta({ description: '`alert_…`; `evt_…` only where a resolved event found no alert at all' }),
    source: z.string(),
    integration: z.string(),
    name: z.string(),
    title: z.string(),
    description: z.string(),
    severity: Severity,
    status: Status,
    muted_by: z.array(z.string()),
    tags: z.array(z.string()),
    labels: z.record(z.string(), z.string()),
    metadata: z.record(z.string(), z.unknown()),
    value: z.union([z.number(), z.string()]).nullable(),
    url: z.string().nullable(),
    fingerprint: z.string(),
    count: z.int(),
    started_at: Time,
    ended_at: Time.nullable(),
    received_at: Time,
    acknowledged_by: z.string().nullable(),
    acknowledged_at: Time.nullable(),
    resolved_by: z.string().nullable().meta({ description: 'null where its source resolved it' }),
    resolution_note: z.string().nullable(),
    incident_ids: z.array(z.string()),
    matched: z.boolean().meta({ description: 'false: no rule took it' }),
    previous_id: z.string().nullable(),
  })
  .openapi('Alert')

export const TimelineEntry = z
  .object({ id: z.string(), at: Time, kind: z.string(), actor: z.string(), text: z.string(), data: z.unknown() })
  .openapi('TimelineEntry')

export const alertView = (row: AlertRow, incidentIds: readonly string[]): z.input<typeof Alert> => ({
  id: row.id,
  source: row.source,
  integration: row.integration,
  name: row.name,
  title: row.title,
  description: row.description,
  severity: row.severity,
  status: statusOf(row.state, row.muted_by),
  muted_by: row.muted_by,
  tags: row.tags,
  labels: row.labels,
  metadata: row.metadata,
  value: row.value === null ? null : showMeasured(row.value),
  url: row.url,
  fingerprint: row.fingerprint,
  count: row.count,
  started_at: row.started_at.toISOString(),
  ended_at: row.ended_at?.toISOString() ?? null,
  received_at: row.received_at.toISOString(),
  acknowledged_by: row.acknowledged_by,
  acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
  resolved_by: row.resolved_by,
  resolution_note: row.resolution_note,
  incident_ids: [...incidentIds],
  matched: row.matched,
  previous_id: row.previous_id,
})

export const timelineView = (row: TimelineRow): z.input<typeof TimelineEntry> => ({
  id: row.id,
  at: row.at.toISOString(),
  kind: row.kind,
  actor: row.actor,
  text: row.text,
  data: row.data,
})
