import type { Facts } from '../../dsl/model/facts.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import type { SqlStore } from '../store/index.ts'
import type { Log } from '../store/log.ts'
import type { ActiveRules, RuleSource } from './rules.ts'

/** What the pipeline is made of; everything from outside comes in here. */
export interface PipelineParts {
  readonly store: SqlStore
  readonly rules: RuleSource
  readonly now: () => Date
  readonly log: Log
  /** Pages for people, absolute. */
  readonly pages: {
    alert(tenant: string, alertId: string): string
    incident(tenant: string, incidentId: string): string
    run(tenant: string, runId: string): string
  }
  /** Folder for requests that could not be stored, one JSON file each. */
  readonly spoolFolder: string
  readonly limits?: Partial<Limits>
  /** After the commit, for every event that rules were asked about: the audit's sampler (D21), metrics. What it throws is logged. */
  readonly onDecided?: (decided: Decided) => void
  /** After every batch, also a failed one. What it throws is logged. */
  readonly onBatch?: (batch: { readonly requests: number; readonly events: number; readonly ms: number }) => void
}

export interface Decided {
  readonly tenant: string
  readonly facts: Facts
  readonly rules: ActiveRules
  readonly matched: readonly Plan[]
}

export interface Limits {
  /** Events waiting for their transaction; more are refused (D14). */
  readonly queuedEvents: number
  /** Events in one transaction. */
  readonly batchEvents: number
}

export const defaultLimits: Limits = { queuedEvents: 10_000, batchEvents: 1_000 }
