/** What conditions and templates may read. One shape for the engine's stages, the run, the simulator and explain. */
import type { Severity } from './severity.ts'
import type { Json, Measured, Value } from './value.ts'

export type AlertStatus = 'active' | 'acknowledged' | 'suppressed' | 'resolved'

/** `alert.*`, `label.*` and `metadata.*` (language.md section 0). Times are milliseconds since 1970 UTC. */
export interface AlertFacts {
  readonly id: string
  readonly source: string
  readonly name: string
  readonly title: string
  readonly description: string
  readonly url: string | null
  readonly severity: Severity
  readonly status: AlertStatus
  readonly tags: readonly string[]
  readonly value: Measured | null
  readonly started_at: number
  readonly ended_at: number | null
  readonly received_at: number
  readonly count: number
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, Json>>
}

/** `incident.*` inside `then` (D89). */
export interface IncidentFacts {
  readonly id: string
  /** Exact number of alerts. */
  readonly count: number
  /** The first 100, oldest first. */
  readonly alerts: readonly AlertFacts[]
  readonly url: string
}

/** Everything one evaluation sees. */
export interface Facts {
  /** The lead alert inside `then`; null in rules that no alert started (D90). */
  readonly alert: AlertFacts | null
  readonly incident: IncidentFacts | null
  /** The rule's `meta`. */
  readonly meta: Readonly<Record<string, Value>>
  /** Variables, parameters, loop names and step results by name. */
  readonly names: Readonly<Record<string, Value>>
  /** `run.*`. */
  readonly run: { readonly id: string; readonly started_at: number; readonly url: string } | null
  /** `error.*` in handlers of errors. */
  readonly error: { readonly code: string; readonly message: string; readonly step: string } | null
  /** What windows hold for this alert or run, by the id of their `CountSpec`. Absent: no window was asked. */
  readonly counts?: Readonly<Record<string, number>>
  /** `request.*` in rules that a webhook started. */
  readonly request?: Value
  /** Decision time, milliseconds since 1970 UTC. */
  readonly now: number
}
