/** The part of the HTTP API that the page uses. Its shapes are those that the API checks and documents itself by. */
import type { z } from 'zod'
import type { Problem } from '../dsl/model/problems.ts'
import type * as about from '../engine/http/about.ts'
import type * as alerts from '../engine/http/alert-view.ts'
import type * as records from '../engine/http/records.ts'
import type * as runs from '../engine/http/run-view.ts'
import { noteContact } from './contact.ts'
import { say } from './texts/say.ts'

export type Alert = z.output<typeof alerts.Alert>
export type TimelineEntry = z.output<typeof alerts.TimelineEntry>
export type Severity = Alert['severity']
export type AlertStatus = Alert['status']
export type Run = z.output<typeof runs.Run>
export type Step = z.output<typeof runs.Step>
export type InboxEntry = z.output<typeof records.InboxEntry>
/** A problem of a rule file, as `tocsin check` tells it. */
export type RuleProblem = Problem
export type RuleSet = Omit<z.output<typeof records.RuleSet>, 'problems'> & { readonly problems: readonly RuleProblem[] }
export type About = z.output<typeof about.About>
export interface Page<T> {
  items: T[]
  next_cursor: string | null
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

/** Nobody answered, or only something in between (a proxy, a page of another program). */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  constructor(options?: ErrorOptions) {
    super(say('away'), options)
  }
}

/** An answer that takes longer is not worth waiting for: the next try may be quicker. */
const answerWithinMs = 15_000

async function call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const key = sessionStorage.getItem(keyName)
  const [reply, answer] = await answerTo(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key && { authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(answerWithinMs),
  })
  noteContact(true)
  if (reply.ok) return answer as T
  const problem = answer as { title?: string; detail?: string } | null
  throw new ApiProblem(
    reply.status,
    problem?.detail ?? problem?.title ?? say('answered', { path, status: reply.status }),
  )
}

/** Every answer of the API is JSON; what is not comes from somebody else. */
async function answerTo(path: string, request: RequestInit): Promise<[Response, unknown]> {
  try {
    const reply = await fetch(path, request)
    return [reply, await reply.json()]
  } catch (cause) {
    noteContact(false)
    throw new Unreachable({ cause })
  }
}

/** Members that are null or '' are left out. */
function query(members: Readonly<Record<string, string | number | null>>): URLSearchParams {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(members)) if (value) given.set(name, String(value))
  return given
}
const list = <T>(path: string, limit: number, members: Readonly<Record<string, string | null>>) =>
  call<Page<T>>('GET', `/api/v1/${path}?${query({ limit, ...members })}`)
const one = <T>(path: string, id: string) => call<T>('GET', `/api/v1/${path}/${encodeURIComponent(id)}`)

/** Which alerts: '' is all. */
export interface AlertFilter {
  readonly status: string
  readonly severity: string
}
export const api = {
  about: () => call<About>('GET', '/api/v1/about'),
  rules: () => call<RuleSet>('GET', '/api/v1/rules'),
  alerts: ({ status, severity }: AlertFilter, cursor: string | null) =>
    list<Alert>('alerts', 50, { status, severity, cursor }),
  alertsOf: (incident_id: string, cursor: string | null) => list<Alert>('alerts', 50, { incident_id, cursor }),
  alert: (id: string) => one<Alert & { timeline: TimelineEntry[] }>('alerts', id),
  runs: (cursor: string | null) => list<Run>('runs', 30, { cursor }),
  runsOf: (of: { incident_id: string } | { alert_id: string }, cursor: string | null) =>
    list<Run>('runs', 30, { ...of, cursor }),
  run: (id: string) => one<Run & { steps: Step[] }>('runs', id),
  inbox: (cursor: string | null) => list<InboxEntry>('inbox', 30, { cursor }),
  acknowledge: (id: string) => call<Alert>('POST', `/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`, {}),
  resolve: (id: string) =>
    call<Alert>('PUT', `/api/v1/alerts/${encodeURIComponent(id)}/status`, { status: 'resolved' }),
}
