/**
 * The rows of our tables, as code outside `store/` sees them: snake_case as in the API, times as Date, JSON parsed.
 * Every row carries its tenant. Ids are ours (D44): prefix and UUIDv7 without dashes, at most 40 characters.
 */
import type { DeliveryRecord } from '../../activities/dependencies.ts'
import type { RunStatus, StepStatus } from '../../dsl/model/activity.ts'
import type { Condition } from '../../dsl/model/expression.ts'
import type { Severity } from '../../dsl/model/severity.ts'
import type { Json, Measured, Value } from '../../dsl/model/value.ts'

/** One thing that a source said, stored as it came. */
export interface EventRow {
  id: string
  tenant: string
  source: string
  integration: string
  alert_id: string
  fingerprint: string
  status: 'active' | 'resolved'
  severity: Severity
  started_at: Date
  ended_at: Date | null
  received_at: Date
  /** Rule-set version that decided on it. */
  version: string | null
  /** A signature came, but no secret is configured (D38). */
  unverified: boolean
  /** The member of the payload as the adapter understood it, and what it came from. */
  body: Json
}

export type AlertState = 'active' | 'acknowledged' | 'resolved'
/** The deduplicated thing with a lifecycle (D11, D22, D43). */
export interface AlertRow {
  id: string
  tenant: string
  /**
   * sha256 of integration, source and fingerprint while open, null after: UNIQUE(tenant, open_key) keeps one open alert of
   * them (D30).
   */
  open_key: string | null
  fingerprint: string
  source: string
  integration: string
  name: string
  title: string
  description: string
  severity: Severity
  state: AlertState
  muted_by: string[]
  tags: string[]
  labels: Record<string, string>
  metadata: Record<string, Json>
  value: Measured | null
  url: string | null
  /** How often it fired while open. */
  count: number
  started_at: Date
  ended_at: Date | null
  received_at: Date
  last_event_at: Date
  acknowledged_by: string | null
  acknowledged_at: Date | null
  /** Severity at the acknowledgement; a rise above it takes the acknowledgement back (D25). */
  acknowledged_severity: Severity | null
  /** Who resolved it by hand; null where its source did. */
  resolved_by: string | null
  resolution_note: string | null
  previous_id: string | null
  /** False until some rule took it (D18). */
  matched: boolean
}

/** One open episode of (tenant, rule, group key) (D4). */
export interface IncidentRow {
  id: string
  tenant: string
  /** sha256 of rule id and group key while it takes alerts, null after (D30). */
  open_key: string | null
  rule_id: string
  rule_name: string
  group_key: string
  severity: Severity
  /** Takes alerts until then; null: while open (D85). */
  takes_until: Date | null
  version: string
  opened_at: Date
  /** The run has ended and said so (D2). */
  closed_at: Date | null
  acknowledged_by: string | null
  acknowledged_at: Date | null
  /** Worst severity of its open alerts at the acknowledgement; a rise above it takes the acknowledgement back (D25). */
  acknowledged_severity: Severity | null
  /** Every alert in it is resolved. */
  resolved_at: Date | null
  alert_count: number
}
/** Which alerts an incident holds. UNIQUE(tenant, rule_id, alert_id): a rule takes an alert once (D3). */
export interface IncidentAlertRow {
  tenant: string
  incident_id: string
  alert_id: string
  rule_id: string
  joined_at: Date
}
/** What was decided about one event by one rule that matched it, or `alert`-level reasons (D26). */
export interface DecisionRow {
  id: string
  tenant: string
  event_id: string
  alert_id: string
  rule_id: string | null
  rule_name: string | null
  outcome: 'opened' | 'joined' | 'suppressed' | 'already_taken' | 'muted' | 'unmatched'
  reason: string | null
  incident_id: string | null
  version: string
  decided_at: Date
}
export interface TimelineRow {
  id: string
  tenant: string
  alert_id: string | null
  incident_id: string | null
  at: Date
  /** `opened`, `severity`, `acknowledged`, `unacknowledged`, `resolved`, `note`, `run`, `delivery`, … */
  kind: string
  /** Handle, key name, source or `tocsin`. */
  actor: string
  text: string
  data: Json
}
/** Work for Temporal, written in the transaction that decided it. */
export interface OutboxRow {
  id: string
  tenant: string
  kind: 'start' | 'signal' | 'resolve_notice' | 'notice'
  workflow_id: string
  incident_id: string | null
  run_id: string | null
  /** RunInput, WorldEvent, or a notice's input. */
  payload: Json
  created_at: Date
  /** Not before; grows with failed attempts. */
  due_at: Date
  attempts: number
  sent_at: Date | null
  error: string | null
}
/** What an incident's lead alert says of it (D89). */
export interface LeadRow {
  title: string
  severity: Severity
}
export interface RunRow {
  id: string
  tenant: string
  /** Null for `actions/execute` (D45). */
  rule_id: string | null
  rule_name: string | null
  /** `alert` or `action`. */
  trigger: string
  incident_id: string
  /** For actions: the alert they were started on. */
  alert_id: string | null
  version: string
  plan_hash: string
  workflow_id: string
  temporal_run_id: string | null
  status: RunStatus
  outcome: 'ok' | 'failed' | 'cancelled' | null
  message: string | null
  waiting_for: string | null
  created_at: Date
  /** When the run's first activity wrote it (D8). */
  confirmed_at: Date | null
  started_at: Date | null
  ended_at: Date | null
  /** Highest `seq` recorded. */
  seq: number
}
export interface RunStepRow {
  tenant: string
  run_id: string
  step: string
  /** Order of first appearance in the run. */
  position: number
  kind: string
  title: string
  status: StepStatus
  attempts: number
  started_at: Date | null
  ended_at: Date | null
  waiting_until: Date | null
  detail: string | null
  result: Json
}
/** A condition on live facts that a run waits for (D10). */
export interface WatchRow {
  id: string
  tenant: string
  run_id: string
  workflow_id: string
  incident_id: string
  step: string
  condition: Condition
  names: Record<string, Value>
  meta: Record<string, Value>
  deadline: Date
}
/** The one mechanism for engine deadlines (D28). */
export interface TimerRow {
  tenant: string
  kind: string
  key: string
  due_at: Date
  payload: Json
}
export interface DeliveryRow extends DeliveryRecord {
  id: string
  attempts: number
  created_at: Date
  updated_at: Date
}
export interface InboxRow {
  id: string
  tenant: string
  key: string
  recipient: string
  title: string
  body: string
  url: string | null
  severity: string
  /** How the incident stood as the message tells it; null in rows of before there was this column. */
  status: 'active' | 'acknowledged' | 'resolved' | null
  incident_id: string | null
  created_at: Date
  read_at: Date | null
}
export interface DeadLetterRow {
  id: string
  tenant: string
  source: string
  integration: string
  received_at: Date
  error: string
  body: string
}
export interface PlanRow {
  tenant: string
  hash: string
  plan: Json
}
/** An immutable version of a tenant's rule files (D15). */
export interface RuleSetRow {
  id: string
  tenant: string
  revision: number
  hash: string
  author: string
  message: string
  /** Some file was broken and its last good text stands in (D15). */
  degraded: boolean
  files: Record<string, string>
  /** Problems of the text on disk, when degraded, and warnings. */
  problems: Json
  created_at: Date
}
export interface UserRow {
  id: string
  tenant: string
  handle: string
  name: string
  email: string | null
  phone: string | null
  role: 'viewer' | 'responder' | 'editor' | 'admin'
  created_at: Date
}
export type KeyScope = 'ingest' | 'read' | 'act' | 'admin'
export interface KeyRow {
  id: string
  tenant: string
  name: string
  /** sha256 of the key; the key itself is shown once and never stored. */
  hash: string
  /** First characters, to recognise it. */
  prefix: string
  scopes: KeyScope[]
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
}
export interface TenantRow {
  slug: string
  name: string
  /** Raised with every rule-set version; each ingest transaction reads it (D16). */
  rules_revision: number
  created_at: Date
}

/** A request that may be sent again under its `Idempotency-Key`, and what it was answered. */
export interface IdempotencyRow {
  tenant: string
  /** sha256 of caller, route and key. */
  id: string
  /** sha256 of the body: another one under the same key is refused. */
  body_hash: string
  /** Which of several requests does the work. */
  claim: string
  /** Null with `answer`: not answered yet. */
  status: number | null
  /** JSON text. */
  answer: string | null
  created_at: Date
}
