import { z } from '@hono/zod-openapi'
import type { LeadRow, RunRow, RunStepRow } from '../store/rows.ts'
import { Severity, Time } from './shapes.ts'

/** A run as the API gives it (D43). */
export const Run = z
  .object({
    id: z.string(),
    rule: z.string().nullable(),
    rule_version: z.string(),
    title: z.string().nullable().meta({
      description:
        'Of its lead alert: the most severe one that is not resolved, ties to the oldest; when all are, of all',
    }),
    severity: Severity.nullable().meta({ description: 'Of its lead alert' }),
    trigger: z.string(),
    status: z.enum(['pending', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']),
    outcome: z.enum(['ok', 'failed', 'cancelled']).nullable(),
    message: z.string().nullable(),
    waiting_for: z.string().nullable(),
    incident_id: z.string(),
    alert_count: z.int(),
    alert_ids: z.array(z.string()).meta({ description: 'The first 100' }),
    created_at: Time,
    started_at: Time.nullable(),
    ended_at: Time.nullable(),
    workflow_id: z.string(),
    temporal_url: z.string().nullable().meta({ description: 'The run in the Temporal UI' }),
  })
  .openapi('Run')

export const Step = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    status: z.enum(['pending', 'running', 'waiting', 'succeeded', 'failed', 'skipped', 'cancelled', 'muted']),
    attempts: z.int(),
    started_at: Time.nullable(),
    ended_at: Time.nullable(),
    waiting_until: Time.nullable(),
    detail: z.string().nullable(),
    result: z.unknown(),
  })
  .openapi('Step')

/** Where Temporal's pages are; null when nobody said. */
export interface TemporalPages {
  readonly uiUrl: string | null
  readonly namespace: string
}

/** Temporal keeps a history 30 days after the run's end (D71); a link beyond that would be dead. */
const historyKeptMs = 30 * 86_400_000

function temporalUrl(row: RunRow, pages: TemporalPages, now: number): string | null {
  if (pages.uiUrl === null || row.temporal_run_id === null) return null
  if (row.ended_at !== null && now - row.ended_at.getTime() > historyKeptMs) return null
  const workflow = `${encodeURIComponent(row.workflow_id)}/${row.temporal_run_id}`
  return `${pages.uiUrl}/namespaces/${encodeURIComponent(pages.namespace)}/workflows/${workflow}/history`
}

/** What a run says of its alerts. */
export interface RunAlerts {
  /** The first 100. */
  readonly ids: readonly string[]
  readonly count: number
  readonly lead: LeadRow | undefined
}

export const runView = (row: RunRow, alerts: RunAlerts, pages: TemporalPages, now: number): z.input<typeof Run> => ({
  id: row.id,
  rule: row.rule_name,
  rule_version: row.version,
  title: alerts.lead?.title ?? null,
  severity: alerts.lead?.severity ?? null,
  trigger: row.trigger,
  status: row.status,
  outcome: row.outcome,
  message: row.message,
  waiting_for: row.waiting_for,
  incident_id: row.incident_id,
  alert_count: alerts.count,
  alert_ids: [...alerts.ids],
  created_at: row.created_at.toISOString(),
  started_at: row.started_at?.toISOString() ?? null,
  ended_at: row.ended_at?.toISOString() ?? null,
  workflow_id: row.workflow_id,
  temporal_url: temporalUrl(row, pages, now),
})

export const stepView = (row: RunStepRow): z.input<typeof Step> => ({
  id: row.step,
  kind: row.kind,
  title: row.title,
  status: row.status,
  attempts: row.attempts,
  started_at: row.started_at?.toISOString() ?? null,
  ended_at: row.ended_at?.toISOString() ?? null,
  waiting_until: row.waiting_until?.toISOString() ?? null,
  detail: row.detail,
  result: row.result,
})
