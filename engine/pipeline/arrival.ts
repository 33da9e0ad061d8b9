import type { LifecycleDecision } from '../../dsl/correlate/lifecycle.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import type { AlertRow } from '../store/rows.ts'
import type { NewEvent } from './contract.ts'
import type { Ledger } from './ledger.ts'
import type { ActiveRules } from './rules.ts'
import type { Decided } from './settings.ts'

/** One event on its way through the stages. */
export interface Arrival {
  readonly event: NewEvent
  readonly eventId: string
  readonly fingerprint: string
  /** The alert's `open_key`: fingerprint, source and integration. */
  readonly identity: string
  /** Set by `dedupe`: what it did to its alert. */
  life?: LifecycleDecision
  /** The alert before the event, null when there was no open one. */
  before?: AlertRow | null
  /** The alert after it; with `ignored` and no open alert, what it would look like. */
  alert?: AlertRow
  /** With `ignored` and no open alert: the last one, which is resolved. */
  last?: string
  /** Set by `decide`: the rules that take the alert now, in deciding order. */
  takes: Take[]
  /** No rule's `when` holds and none took it before. */
  unmatched: boolean
}

export interface Take {
  readonly plan: Plan
  readonly groupKey: string
  readonly openKey: string
}

/** What the stages work on: the events of one tenant in one transaction. */
export interface Batch {
  readonly ledger: Ledger
  readonly rules: ActiveRules
  readonly installation: string
  readonly arrivals: readonly Arrival[]
  /** For who listens after the commit. */
  readonly decided: Decided[]
}
