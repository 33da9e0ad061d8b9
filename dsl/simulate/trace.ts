/** What happened in a virtual world, in order. Times are milliseconds since 1970 UTC. */
import type { Decisions } from '../correlate/decide.ts'
import type { RemediateResult, StepRecord } from '../model/activity.ts'
import type { Facts } from '../model/facts.ts'
import type { PageText } from '../model/page-text.ts'
import type { PlanTrigger } from '../model/plan.ts'
import type { Severity } from '../model/severity.ts'
import type { Value } from '../model/value.ts'
import type { Outcome } from '../run/index.ts'

export type Entry = { readonly at: number } & (
  | {
      readonly kind: 'alert'
      /** `ignored`: a resolve without an open alert, or an event from before it. */
      readonly what: 'opened' | 'fired again' | 'resolved' | 'acknowledged' | 'ignored'
      readonly alert: string
      readonly name: string
      readonly severity: Severity
      readonly count: number
      /** Who did it; null where a source did. */
      readonly by: string | null
    }
  /** The rules were asked about a firing event; with what they saw, so that each clause can be explained. */
  | { readonly kind: 'decided'; readonly alert: string; readonly facts: Facts; readonly decisions: Decisions }
  | {
      readonly kind: 'incident'
      readonly what:
        | 'opened'
        | 'joined'
        | 'deduped'
        | 'acknowledged'
        | 'unacknowledged'
        | 'severity raised'
        | 'resolved'
        | 'closed'
      readonly incident: string
      readonly rule: string
      /** Alert, person, reason or severity, whichever it is about. */
      readonly detail: string | null
    }
  /** What mutes an alert has changed; `by` is empty when nothing does any more. */
  | { readonly kind: 'mute'; readonly alert: string; readonly name: string; readonly by: readonly string[] }
  /** Something but an alert has started a rule. */
  | {
      readonly kind: 'triggered'
      readonly what: PlanTrigger['kind']
      readonly rule: string
      readonly detail: string | null
    }
  /** What had started the rule came to nothing, and why. */
  | ({ readonly kind: 'held'; readonly rule: string } & HeldBack)
  | { readonly kind: 'run'; readonly what: 'started'; readonly run: string; readonly rule: string }
  | {
      readonly kind: 'run'
      readonly what: 'ended'
      readonly run: string
      readonly rule: string
      readonly outcome: Outcome
      readonly message: string | null
    }
  | { readonly kind: 'step'; readonly run: string; readonly rule: string; readonly step: StepRecord }
  | Sent
  | {
      readonly kind: 'action'
      readonly run: string
      readonly rule: string
      readonly step: string
      readonly name: string
      readonly parameters: Readonly<Record<string, Value>>
      readonly result: RemediateResult
      /** No mock says what it answers. */
      readonly unmocked: boolean
    }
  | {
      readonly kind: 'http'
      readonly run: string
      readonly rule: string
      readonly step: string
      readonly method: string
      readonly url: string
      readonly status: number
      readonly unmocked: boolean
    }
  | {
      readonly kind: 'ticket'
      readonly run: string
      readonly rule: string
      readonly step: string
      readonly action: 'create' | 'update' | 'close'
      readonly key: string
      readonly text: Pick<PageText, 'title' | 'body' | 'fields'>
    }
  | {
      readonly kind: 'note'
      readonly run: string
      readonly rule: string
      readonly step: string
      readonly text: string
    }
)

/** A message went out. */
export interface Sent {
  readonly kind: 'message'
  readonly run: string
  readonly rule: string
  readonly step: string
  /** `update`, `resolve` and `digest` are sent by themselves to those who were told. */
  readonly what: 'notify' | 'escalate' | 'approve' | 'update' | 'resolve' | 'digest'
  /** As the step names them: `@payments`, `#room`, an address. */
  readonly targets: readonly string[]
  /** Whom that means at this time. */
  readonly people: readonly string[]
  /** Connections that the step names; empty: each person's own ways. */
  readonly via: readonly string[]
  /** Of an escalation; null otherwise. */
  readonly level: number | null
  /** The level that the rule names, where `level` is another one. */
  readonly wanted?: number
  readonly text: Pick<PageText, 'title' | 'body' | 'fields'>
}

/** Why something that would start a rule did not. */
export interface HeldBack {
  /** `joined`: its group has an open incident, so there is a run already. `no_steps`: it has nothing to do. */
  readonly by: 'when' | 'suppressed' | 'deduped' | 'throttled' | 'joined' | 'no_steps'
  /** Continues a sentence about the rule: `is throttled`. */
  readonly reason: string
  /** Until when it is so, milliseconds since 1970 UTC; null where nobody knows. */
  readonly until: number | null
  /** The condition that decided, clause by clause with what it read. */
  readonly clauses: readonly string[]
}
