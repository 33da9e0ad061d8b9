/**
 * What a run asks of the world, and what it answers: the inputs and results of the activities. The mind (`dsl/run`)
 * makes the inputs, the shell (`workflows/`) passes them on, `activities/` does them. Secrets are never in here.
 */
import type { CountAsked } from './counts-in.ts'
import type { Condition, Expression } from './expression.ts'
import type { AlertStatus, Facts, IncidentFacts } from './facts.ts'
import type { PlanTarget } from './plan.ts'
import type { Severity } from './severity.ts'
import type { Json, Value } from './value.ts'

/** Says which run and which step is asking; part of every input. */
export interface StepContext {
  readonly tenant: string
  readonly run_id: string
  readonly incident_id: string
  readonly workflow_id: string
  readonly rule: string
  /** Step id, with `#n` for the nth pass through a loop. */
  readonly step: string
  /** Workflow id / run ordinal / step id: the receiver's and the delivery log's idempotency key starts with it (D33). */
  readonly key: string
  /** True once the run itself passed a `wait for resolve`, or stands in `on resolve`: messages go out although the incident is resolved (D5). */
  readonly after_resolve: boolean
  /** Attempts that the step has left after this one: the run makes them, not Temporal (D103). Absent: none. */
  readonly attempts_left?: number
}

/** The message still holds its expressions: it is rendered when it is sent, from what is stored then (D89). */
export interface MessageSource {
  /** The template's text, when the step has `using`. */
  readonly template: Expression | null
  /** `title`, `body` and whatever else the step's `with` says. */
  readonly with: Readonly<Record<string, Expression>>
  readonly names: Readonly<Record<string, Value>>
  readonly meta: Readonly<Record<string, Value>>
  readonly error: Facts['error']
  /** Of a rule that a webhook started. */
  readonly request?: Value
}

export interface NotifyInput extends StepContext {
  readonly targets: readonly PlanTarget[]
  readonly via: readonly string[]
  readonly message: MessageSource
}
/** One attempt at one person or room by one connection, as the delivery log has it. */
export interface DeliveryResult {
  readonly target: string
  readonly connection: string
  readonly status: 'sent' | 'failed' | 'muted'
  readonly error: string | null
}
export interface NotifyResult {
  readonly status: 'sent' | 'skipped' | 'muted'
  /** Why it was skipped: a `SkipReason`; or `silenced`. */
  readonly reason: string | null
  readonly deliveries: readonly DeliveryResult[]
}
export interface EscalateInput extends StepContext {
  readonly target: string
  /** Null: the next above `highest_paged`. */
  readonly level: number | null
  /** Highest level this run has paged of each schedule, 0 before the first. */
  readonly highest_paged: number
  readonly first_paged_at: number | null
  readonly via: readonly string[]
  readonly message: MessageSource
}
export interface EscalateResult extends NotifyResult {
  /** The level that was paged; 0 when skipped. */
  readonly level: number
}
export interface RemediateInput extends StepContext {
  /** Catalogue name (`restart_service`). */
  readonly name: string
  readonly parameters: Readonly<Record<string, Value>>
}
/** D118. `stdout` and `stderr` hold at most 16 KiB each. */
export interface RemediateResult {
  readonly status: 'done' | 'skipped'
  readonly reason: string | null
  readonly ok: boolean
  readonly exit_code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly error: string | null
  readonly duration_ms: number
}

/** A request of `http`. Values of `secret_headers` are names of secrets, which only the activity reads. */
export interface HttpInput extends StepContext {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body: Value
  readonly headers: Readonly<Record<string, string>>
  readonly secret_headers: Readonly<Record<string, string>>
  readonly expect: { readonly from: number; readonly to: number }
}
/** Any answer, also one that is not expected; `body` is parsed where it is JSON, at most 256 KiB of it (D119). */
export interface HttpResult {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Value
}

export interface TicketInput extends StepContext {
  readonly action: 'create' | 'update' | 'close'
  /** Of `create`, else null. */
  readonly system: string | null
  /** What the step that created it answered; null for `create`. */
  readonly ticket: Value
  readonly message: MessageSource
}
export interface TicketResult {
  readonly system: string
  readonly key: string
  readonly url: string | null
}

/** Asks people to decide; the answer comes as a `decided` event, from somebody who was asked. */
export interface ApprovalInput extends StepContext {
  readonly targets: readonly PlanTarget[]
  readonly via: readonly string[]
  readonly quorum: number
  readonly exclude_requester: boolean
  readonly until: number
  readonly message: MessageSource
}

/** Lets the engine watch a condition on live facts for the run (D10). Answers whether it already holds. */
export interface WatchInput extends StepContext {
  readonly condition: Condition
  readonly names: Readonly<Record<string, Value>>
  readonly meta: Readonly<Record<string, Value>>
  /** Milliseconds since 1970 UTC; the engine forgets the watch after it. */
  readonly deadline: number
}
export interface WatchResult {
  readonly holds: boolean
  /** The incident is over, as stored when the condition was asked. */
  readonly resolved: boolean
}

/** Live facts, read just before a step that needs them. */
export interface ReadInput extends StepContext {
  /** Windows that the step asks. Absent: none. */
  readonly counts?: readonly CountAsked[]
}
export interface ReadResult {
  readonly alert: Facts['alert']
  readonly incident: IncidentFacts
  readonly run: Facts['run']
  /** Acknowledged as an incident: it or all its active alerts are (D4). */
  readonly acknowledged: boolean
  readonly resolved: boolean
  /** Name of the rule whose run asks. Absent: an action asks, or no run. */
  readonly rule?: string
  /** What the windows hold that were asked for, by id. */
  readonly counts?: Readonly<Record<string, number>>
  /** Who resolved alerts of it by hand, each once: `@kim, @lee`. Absent: its sources did. */
  readonly resolved_by?: string
  /** What people wrote when they resolved its alerts, each text once, one below the other. Absent: nobody wrote anything. */
  readonly resolution_note?: string
}

export interface NoteInput extends StepContext {
  readonly text: string
}

/** The state of one step, as the run record keeps it and the pages show it. */
export type StepStatus = 'pending' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'skipped' | 'cancelled' | 'muted'
export interface StepRecord {
  /** Step id, with `#n` for the nth pass through a loop. */
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly status: StepStatus
  readonly attempts: number
  /** Milliseconds since 1970 UTC. */
  readonly started_at: number | null
  readonly ended_at: number | null
  readonly waiting_until: number | null
  /** For people: result, reason of a skip, or error. Never a secret. */
  readonly detail: string | null
  readonly result: Json
}
export type RunStatus = 'pending' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled'

/** Writes the run's progress to our database; `seq` rises, an older write never overwrites a newer one. */
export interface RecordInput {
  readonly tenant: string
  readonly run_id: string
  readonly seq: number
  readonly status: RunStatus
  readonly waiting_for: string | null
  /** Only steps that changed since the last record. */
  readonly steps: readonly StepRecord[]
}

/** What the world tells a run. `id` makes each told once, however often it is delivered. */
export type WorldEvent = { readonly id: string; readonly at: number } & (
  | { readonly kind: 'acknowledged'; readonly by: string }
  | { readonly kind: 'unacknowledged'; readonly reason: string }
  | { readonly kind: 'resolved' }
  /**
   * `also`: further alerts that joined at the same moment. Absent: none. `severity`: the incident rose to it by them, so that
   * both are one change; absent: it did not, or a `severity_raised` says so (as earlier versions did).
   */
  | {
      readonly kind: 'joined'
      readonly alert_id: string
      readonly also?: readonly string[]
      readonly severity?: Severity
    }
  /** `severity` is the incident's from now on, which an alert that rose to less may have left as it was. */
  | { readonly kind: 'severity_raised'; readonly severity: Severity }
  | { readonly kind: 'watch'; readonly watch: string }
  /** Some alert of the incident is not muted any more, after all were (D23). */
  | { readonly kind: 'unmuted' }
  /** `undo`: what was done is undone; without it, it stays. */
  | { readonly kind: 'cancel'; readonly by: string; readonly undo?: boolean }
  /** Somebody has decided about an `approve`; `step` is its id, with `#n` in a loop. */
  | {
      readonly kind: 'decided'
      readonly step: string
      readonly approved: boolean
      readonly by: string
      readonly comment: string | null
    }
)

/**
 * Tells the targets already notified what changed: alerts that joined, severity that rose (D25, D86). `repeat`: nothing did,
 * and nobody has acknowledged; a new message, for one changed in place would call nobody.
 */
export interface UpdateInput extends StepContext {
  readonly change: 'joined' | 'severity_raised' | 'repeat' | 'ack_expired'
  /** Ids of the first alerts that joined since the last message, oldest first; with a rise of severity too. */
  readonly joined?: readonly string[]
  /** How many joined in all. */
  readonly joined_count?: number
}

/** The first act of a run: it proves itself (D8) and that this worker serves its database (D73). */
export interface ConfirmInput {
  readonly tenant: string
  readonly run_id: string
  readonly temporal_run_id: string
  readonly installation: string
}

/** The input of workflow `resolve_notice` and of its one activity (D6). */
export interface ResolveNoticeInput {
  readonly tenant: string
  readonly incident_id: string
  /** Other incidents of the same alert, over at the same moment, whose people this notice tells too. */
  readonly also?: readonly string[]
  /** Of the notice itself, `tenant/rule/incident/resolve`: its messages' idempotency keys start with it. */
  readonly workflow_id: string
}

/**
 * The input of workflow `notice` and of its one activity: what the fallback receiver must know although no run tells it,
 * such as alerts that no rule took, or that a run failed (D18). Payload of an outbox row of kind `notice`.
 */
export interface NoticeInput {
  readonly tenant: string
  /** Of the notice itself, `tenant/notice/ID`: its messages' idempotency keys start with it. */
  readonly workflow_id: string
  readonly title: string
  readonly body: string
  readonly severity: Severity
  /** Page for people, absolute, or null. */
  readonly url: string | null
  /** By these contacts of the fallback receiver and no others: the rest has it already. Absent or null: by all. */
  readonly only?: readonly { readonly target: string; readonly connection: string }[] | null
  /** The incident it is about, still to be acknowledged, and told when it is over. Absent or null: it is about none. */
  readonly page?: NoticeOfIncident | null
}

/** What a notice about an incident needs to be more than news. */
export interface NoticeOfIncident {
  /** `page`, also when absent: the page of a run that reached its receiver by nothing (D18). `notice`: a report, such as of a run that failed. */
  readonly kind?: 'page' | 'notice'
  readonly incident_id: string
  readonly run_id: string | null
  readonly rule: string | null
  /** Whoever gets it is told when it is over (D6). */
  readonly resolve: boolean
  /** It was about an incident that was over already, so that being over is no reason to leave it out. */
  readonly after_resolve: boolean
}

/** A failure that nobody handled, for the fallback receiver (D18). */
export interface FailureReport {
  readonly code: string
  readonly message: string
  readonly step: string
}

/** The last act of a run (D2). */
export interface CloseInput {
  readonly tenant: string
  readonly run_id: string
  readonly incident_id: string
  readonly outcome: 'succeeded' | 'failed' | 'cancelled'
  readonly message: string | null
  /** What the fallback receiver is to be told: the close writes it down in the same transaction, so it cannot be lost. */
  readonly report: FailureReport | null
  /** Ids of the world events that the run has taken in. */
  readonly seen: readonly string[]
}
export type CloseResult =
  | { readonly closed: true }
  /** Not closed: the run takes these in and tries again. */
  | { readonly closed: false; readonly unseen: readonly WorldEvent[] }

/** The input of workflow `playbook`. */
export interface RunInput {
  readonly schema: 1
  readonly installation: string
  readonly tenant: string
  readonly run_id: string
  readonly incident_id: string
  readonly workflow_id: string
  /** 1 for the first run of an incident; re-runs count up (D45). */
  readonly ordinal: number
  /** The plan itself, or its hash when it is over 64 KB (D74). */
  readonly plan: Json | { readonly hash: string }
  readonly severity: Severity
  readonly status: AlertStatus
  /** A person asked for it (D45): that the incident is over is no reason to leave a step out. Absent: false. */
  readonly after_resolve?: boolean
  /** What the run can read by name from its first step: events of a sequence. Absent: nothing. */
  readonly names?: Readonly<Record<string, Value>>
  /** Of a rule that a webhook started. */
  readonly request?: Value
}
