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
export interface MessageAlert {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly status: AlertStatus
  /** RFC 3339, UTC. */
  readonly started_at: string
  readonly url: string | null
}
export interface Message {
  readonly kind: MessageKind
  /** One line, never empty. */
  readonly title: string
  readonly body: string
  readonly severity: Severity
  readonly status: 'active' | 'acknowledged' | 'resolved'
  /** Page of the incident, or of the run where there is none. */
  readonly url: string | null
  /** Acknowledges on behalf of this one recipient; null where there is nothing to acknowledge. */
  readonly ack_url: string | null
  /** What people wrote when they resolved it; only in the message that says so. */
  readonly resolution_note: string | null
  /** What else the step's `with` says. */
  readonly fields: readonly MessageField[]
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
