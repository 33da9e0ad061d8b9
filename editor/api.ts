/** The part of the HTTP API that the page uses, with the shapes of D43. */

export type Severity = 'critical' | 'high' | 'warning' | 'info' | 'unknown'
export type AlertStatus = 'active' | 'acknowledged' | 'suppressed' | 'resolved'
export interface Alert {
  id: string
  source: string
  name: string
  title: string
  description: string
  severity: Severity
  status: AlertStatus
  count: number
  received_at: string
  acknowledged_by: string | null
  /** False: no rule took it. */
  matched: boolean
}
export type RunStatus = 'pending' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled'
export interface Run {
  id: string
  rule: string | null
  status: RunStatus
  message: string | null
  waiting_for: string | null
  alert_ids: string[]
  started_at: string | null
  ended_at: string | null
  temporal_url: string | null
}
export interface Step {
  id: string
  kind: string
  title: string
  status: string
  attempts: number
  detail?: string | null
  started_at: string | null
  ended_at: string | null
  waiting_until: string | null
}
export interface InboxEntry {
  id: string
  title: string
  body: string
  recipient: string
  severity: Severity
  created_at: string
}
/** A problem of a rule file, as `tocsin check` tells it. */
export interface RuleProblem {
  code: string
  severity: 'error' | 'warning'
  file: string
  range: { start: { line: number; column: number } }
  message: string
  help: string | null
}
/** The rule set in force. */
export interface RuleSet {
  revision: number
  /** Some file does not check: its last good text stands in `files`, or nothing where there was none. */
  degraded: boolean
  files: Record<string, string>
  /** Of the files as they are now. */
  problems: RuleProblem[]
  created_at: string
}
export interface Page<T> {
  items: T[]
  next_cursor: string | null
}
export interface About {
  version: string
  temporal_ui_url: string | null
}

/** An answer of the API that is not 2xx, in its own words. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const keyName = 'tocsin-key'
/** The bearer key for this tab; needed where `TOCSIN_AUTH=required`. */
export const rememberKey = (key: string): void => sessionStorage.setItem(keyName, key)

async function call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const key = sessionStorage.getItem(keyName)
  const reply = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key && { authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer: unknown = await reply.json().catch(() => null)
  if (reply.ok) return answer as T
  const problem = answer as { title?: string; detail?: string } | null
  throw new ApiProblem(reply.status, problem?.detail ?? problem?.title ?? `${path} answered ${reply.status}.`)
}

export const api = {
  about: () => call<About>('GET', '/api/v1/about'),
  rules: () => call<RuleSet>('GET', '/api/v1/rules'),
  alerts: (status: string) =>
    call<Page<Alert>>('GET', `/api/v1/alerts?limit=50${status ? `&status=${encodeURIComponent(status)}` : ''}`),
  alertsOf: (incident: string) =>
    call<Page<Alert>>('GET', `/api/v1/alerts?limit=50&incident_id=${encodeURIComponent(incident)}`),
  runsOf: (incident: string) =>
    call<Page<Run>>('GET', `/api/v1/runs?limit=30&incident_id=${encodeURIComponent(incident)}`),
  runs: () => call<Page<Run>>('GET', '/api/v1/runs?limit=30'),
  run: (id: string) => call<Run & { steps: Step[] }>('GET', `/api/v1/runs/${encodeURIComponent(id)}`),
  inbox: () => call<Page<InboxEntry>>('GET', '/api/v1/inbox?limit=30'),
  acknowledge: (id: string) => call<Alert>('POST', `/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`, {}),
  resolve: (id: string) =>
    call<Alert>('PUT', `/api/v1/alerts/${encodeURIComponent(id)}/status`, { status: 'resolved' }),
}
