/**
 * The finished message: what every channel gets and what the layouts in `rules/messages/` read (D57). Plain data; member
 * names are snake_case because the webhook channel posts it as it is.
 */
import type { AlertStatus } from '../dsl/model/facts.ts'
import type { Severity } from '../dsl/model/severity.ts'

export type MessageKind = 'page' | 'update' | 'resolve' | 'notice'

export interface MessageField {
  readonly name: string
  readonly value: string
}
export interface MessageLink {
  readonly name: string
  /** An http or https address. */
  readonly url: string
}
/** The page is none of the first ones: an earlier one was not acknowledged. */
export interface MessageEscalation {
  /** `@oncall`, as the step names it. */
  readonly target: string
  /** From 1. */
  readonly level: number
  /** A sentence that stands before the body; null where the step words its own body. */
  readonly text: string | null
}
export interface MessageAlert {
  readonly id: string
  readonly title: string
  readonly source: string
  /** As people read it, with its unit; null where the source sent none. */
  readonly value: string | null
  /** In the order of their names; the first of many. */
  readonly labels: readonly MessageField[]
  readonly severity: Severity
  readonly status: AlertStatus
  /** RFC 3339, UTC. */
  readonly started_at: string
  /** RFC 3339, UTC; null while it is open. */
  readonly ended_at: string | null
  /** How long it has lasted, until now or until it ended, in words: `2 hours 5 minutes`. */
  readonly lasted: string
  /** Where its source shows it: an http or https address. */
  readonly url: string | null
  /** Its runbook and its dashboard, where the source sent their addresses. */
  readonly links: readonly MessageLink[]
}
export interface Message {
  readonly kind: MessageKind
  /** One line, never empty. */
  readonly title: string
  readonly body: string
  /** Null in every message that is no escalation. */
  readonly escalation: MessageEscalation | null
  readonly severity: Severity
  readonly status: 'active' | 'acknowledged' | 'resolved'
  /** Page of the incident; of the run in what tells that one failed; of the alert where there is neither. */
  readonly url: string | null
  /** Acknowledges on behalf of this one recipient; null where there is nothing to acknowledge. */
  readonly ack_url: string | null
  /** Who resolved it by hand, `@kim, @lee`; null where its source did. Only in the message that says so. */
  readonly resolved_by: string | null
  /** What people wrote when they resolved it; only in the message that says so. */
  readonly resolution_note: string | null
  /** What else the step's `with` says. */
  readonly fields: readonly MessageField[]
  /** The alert that the incident is about, its lead (D89); null in messages about no alert. */
  readonly alert: MessageAlert | null
  /** The first alerts of the incident. */
  readonly alerts: readonly MessageAlert[]
  /** How many there are in all. */
  readonly alert_count: number
  readonly rule: string | null
  readonly incident: string | null
  readonly tenant: string
}

/** How many alerts a message lists. */
export const listedAlerts = 10
/** How many labels of an alert, and how much of each. */
export const listedLabels = 20
export const longestLabel = 200
