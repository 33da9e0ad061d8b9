/** The pipeline as HTTP and the worker see it: the only way in which alerts and incidents change. */
import type { CloseInput, CloseResult } from '../../dsl/model/activity.ts'
import type { Severity } from '../../dsl/model/severity.ts'
import type { Json, Measured } from '../../dsl/model/value.ts'
import type { AlertRow, IncidentRow, OutboxRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'

/** What tells alerts apart where the source does not say so itself (D11). */
export interface Identifying {
  readonly source: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** One event as an intake adapter understood it: valid, cut to the limits of D72, NUL-free. */
export interface NewEvent extends Identifying {
  readonly integration: string
  /** The identifying members as they came, where one was cut; the identity is made of them. */
  readonly uncut?: Identifying
  /** The source's own identity of the alert, or null: then it is computed (D11). */
  readonly fingerprint: string | null
  readonly status: 'active' | 'resolved'
  readonly title: string
  readonly description: string
  readonly severity: Severity
  readonly tags: readonly string[]
  readonly metadata: Readonly<Record<string, Json>>
  readonly value: Measured | null
  readonly url: string | null
  readonly started_at: Date | null
  readonly ended_at: Date | null
  readonly unverified: boolean
  /** What came, for the event row. */
  readonly body: Json
}

export interface Ingested {
  /** `opened`: a new alert; `joined`: an open one; `ignored`: resolved without an open alert (D41). */
  readonly outcome: 'opened' | 'joined' | 'ignored'
  /**
   * With `ignored`: the last alert of the fingerprint as it stands, resolved; where there was none, what the alert would
   * look like, under the id of the event that was stored.
   */
  readonly alert: AlertRow
  readonly incident_ids: readonly string[]
}

/** Refused because the queue is full; answered 503 with Retry-After (D14). */
export class Overloaded extends Error {
  override readonly name = 'Overloaded'
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super('The ingest queue is full.')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export type StatusChange =
  | { readonly kind: 'changed' | 'unchanged'; readonly alert: AlertRow; readonly incident_ids: readonly string[] }
  | { readonly kind: 'not-found' }
  /** `resolved` allows no further change: the source must send a new event (D46). */
  | { readonly kind: 'resolved' }

/** How a run ended of which its own workflow says no more. */
export interface EndedFromOutside {
  readonly status: 'failed' | 'cancelled'
  readonly message: string
}

/**
 * `known`: the run had taken the signal in before it ended. Otherwise `incident_id` is where its alerts are now; null when
 * they are resolved or were in another incident already.
 */
export type Rerouted = { readonly kind: 'known' } | { readonly kind: 'moved'; readonly incident_id: string | null }

export interface Pipeline {
  /**
   * Stores, dedupes, decides and writes the outbox, all events of one call in one transaction together with other calls
   * that arrive meanwhile (group commit). Resolves after the commit, in the order given.
   * @throws {Overloaded} when the bounded queue is full
   */
  ingest(scope: Scope, events: readonly NewEvent[]): Promise<readonly Ingested[]>
  /** active → acknowledged | resolved, acknowledged → active | resolved (D46); writes timeline and outbox (D7). */
  setStatus(
    scope: Scope,
    alertId: string,
    status: 'active' | 'acknowledged' | 'resolved',
    resolutionNote: string | null,
  ): Promise<StatusChange>
  /**
   * Acknowledges all active alerts of an incident (D4). With `token` the link is single use: `used` when it was used.
   */
  acknowledgeIncident(
    scope: Scope,
    incidentId: string,
    token: string | null,
  ): Promise<
    | { readonly kind: 'changed' | 'unchanged'; readonly incident: IncidentRow }
    | { readonly kind: 'not-found' | 'resolved' | 'used' }
  >
  /** Starts a one-step run on an alert: incident, run and outbox row in one transaction (D45). Answers the run's id. */
  startAction(
    scope: Scope,
    action: {
      readonly alert_id: string
      readonly action_type: string
      readonly parameters: Readonly<Record<string, Json>>
    },
  ): Promise<
    { readonly kind: 'started'; readonly id: string; readonly run_id: string } | { readonly kind: 'not-found' }
  >
  /**
   * The last act of a run (D2), one transaction: closes the incident (`closed_at`, `open_key` null) and ends the run unless
   * an outbox row of its workflow, sent or not, holds a world event that is not among `seen`; those are answered instead.
   * An incident that is closed already answers `closed: true`: the activity may run twice.
   */
  close(scope: Scope, input: CloseInput): Promise<CloseResult>
  /**
   * Ends a run whose workflow ended without `close`: closes its incident, forgets its watches, writes the timeline entry
   * and tells the fallback receiver (D18), in one transaction. False when there is no such run or it had ended.
   */
  endRun(scope: Scope, runId: string, ended: EndedFromOutside): Promise<boolean>
  /**
   * A `joined` signal found its workflow closed. Most often the handshake of `close` had handed it over meanwhile: then
   * nothing is done. Else the workflow ended without the handshake (D2): closes the incident, moves its alerts to a new
   * incident of the same rule with a run of its own and marks the row sent, in one transaction.
   * @param ended how the run ended, as Temporal has it
   */
  reroute(scope: Scope, row: OutboxRow, ended: EndedFromOutside): Promise<Rerouted>
  /** Waits until nothing is queued; used on shutdown. */
  drain(): Promise<void>
}
