/** What people do to an alert: the allowed changes of its state (D46). */
import type { Severity } from '../model/severity.ts'

export type State = 'active' | 'acknowledged' | 'resolved'

export interface StatusSubject {
  readonly state: State
  readonly severity: Severity
  readonly acknowledged_by: string | null
  readonly acknowledged_at: number | null
  readonly acknowledged_severity: Severity | null
  readonly ended_at: number | null
  /** Who resolved it by hand; null where its source did, or nobody yet. */
  readonly resolved_by: string | null
  readonly resolution_note: string | null
}

export type StatusDecision =
  | { readonly kind: 'changed'; readonly alert: StatusSubject; readonly timeline: string }
  /** It has the state already: no timeline entry, nobody is told. */
  | { readonly kind: 'unchanged' }
  /** Final: the source must send a new event. */
  | { readonly kind: 'resolved' }

/**
 * @param actor who does it, as the timeline names them
 * @param note kept on resolve, ignored otherwise
 */
export function changeStatus(
  alert: StatusSubject,
  to: State,
  actor: string,
  note: string | null,
  now: number,
): StatusDecision {
  if (alert.state === to) return { kind: 'unchanged' }
  if (alert.state === 'resolved') return { kind: 'resolved' }
  const none = { acknowledged_by: null, acknowledged_at: null, acknowledged_severity: null }
  switch (to) {
    case 'acknowledged': {
      const by = { acknowledged_by: actor, acknowledged_at: now, acknowledged_severity: alert.severity }
      return { kind: 'changed', alert: { ...alert, state: to, ...by }, timeline: `Acknowledged by ${actor}` }
    }
    case 'active':
      return {
        kind: 'changed',
        alert: { ...alert, state: to, ...none },
        timeline: `Acknowledgement taken back by ${actor}`,
      }
    case 'resolved':
      return {
        kind: 'changed',
        alert: { ...alert, state: to, ended_at: now, resolved_by: actor, resolution_note: note },
        timeline: `Resolved by ${actor}`,
      }
  }
}

/** Stored state and mutes as the one status that people and the API see (D22). */
export const statusOf = (state: State, mutedBy: readonly string[]): State | 'suppressed' =>
  state === 'resolved' ? state : mutedBy.length > 0 ? 'suppressed' : state
