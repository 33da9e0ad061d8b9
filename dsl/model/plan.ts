/**
 * A plan: one rule, compiled, versioned, immutable; what engine and workflow execute (D74). It travels in a workflow's
 * input, so it is JSON. Not in it, because resolved at each use: users, teams, schedules, connections, secrets,
 * remediations, channel layouts.
 */
import type { Condition, Expression } from './expression.ts'
import type { Value } from './value.ts'

export const planSchema = 1

export interface Plan {
  readonly schema: typeof planSchema
  readonly rule: RuleIdentity
  /** Id of the rule-set version it was compiled from. */
  readonly version: string
  readonly meta: Readonly<Record<string, Value>>
  readonly enabled: boolean
  /** Whole number, higher first, default 100 (D24). */
  readonly priority: number
  readonly when: Condition | null
  /** Each is a reason not to start (D22). */
  readonly suppress: readonly Condition[]
  readonly group: Group
  readonly stopProcessing: boolean
  readonly steps: readonly PlanStep[]
  readonly onError: readonly PlanStep[] | null
  /** Every template that a step names by `using`, by name. */
  readonly templates: Readonly<Record<string, Expression>>
}

export interface RuleIdentity {
  /** Slug of the name and 6 hex of its hash (D44): stands in workflow ids. */
  readonly id: string
  readonly name: string
  readonly file: string
  /** Place among the rules of its file, from 0: ties of priority are broken by file, then this (D24). */
  readonly position: number
}

/** How alerts become incidents (D85). No `by`: one incident per alert. */
export interface Group {
  readonly by: readonly (Expression & { readonly kind: 'path' })[]
  /** An incident takes alerts until this long after opening; null: while it is open. */
  readonly withinMs: number | null
  /** The run first sleeps this long. */
  readonly waitMs: number
}

export type PlanTarget =
  | { readonly kind: 'handle'; readonly name: string }
  /** `"#room"` or an address. */
  | { readonly kind: 'address'; readonly address: Expression }

/**
 * What every step has. `id` is its Temporal activity id and the key of the live overlay: the `as` name, else its
 * structural path (`then.2`, `then.2.timeout.0`).
 */
export interface PlanStepBase {
  readonly id: string
  /** One line for people: `Notify @payments via slack, sms`. */
  readonly title: string
  /** The `as` name under which the result is read later, or null. */
  readonly as: string | null
  readonly onError: readonly PlanStep[] | null
}

/** Retries after the first attempt (D103); `backoffMs` doubles up to `maxMs`. */
export interface Retry {
  readonly times: number
  readonly backoffMs: number
  readonly maxMs: number
}

export interface NotifyStep extends PlanStepBase {
  readonly kind: 'notify'
  readonly targets: readonly PlanTarget[]
  /** Connection names or kinds, in order; empty: the person's own contact methods (D115). */
  readonly via: readonly string[]
  /** Name in `Plan.templates`, or null. */
  readonly using: string | null
  readonly with: Readonly<Record<string, Expression>>
  readonly timeoutMs: number
  readonly retry: Retry
}
export interface EscalateStep extends PlanStepBase {
  readonly kind: 'escalate'
  readonly target: string
  /** Null: the next above the highest paged in this run (D116). */
  readonly level: number | null
  readonly via: readonly string[]
  readonly using: string | null
  readonly with: Readonly<Record<string, Expression>>
  readonly timeoutMs: number
  readonly retry: Retry
}
export interface WaitStep extends PlanStepBase {
  readonly kind: 'wait'
  readonly for: 'ack' | 'resolve'
  readonly upToMs: number
  readonly onTimeout: readonly PlanStep[] | null
}
export interface IfStep extends PlanStepBase {
  readonly kind: 'if'
  readonly arms: readonly { readonly condition: Condition; readonly steps: readonly PlanStep[] }[]
  readonly otherwise: readonly PlanStep[]
}
export interface SetStep extends PlanStepBase {
  readonly kind: 'set'
  /** A variable, or `null` for `set alert.note`, which appends to the timeline (D113). */
  readonly name: string | null
  readonly value: Expression
}
export interface SleepStep extends PlanStepBase {
  readonly kind: 'sleep'
  readonly ms: number
}
export interface RunStep extends PlanStepBase {
  readonly kind: 'run'
  readonly name: string
  readonly with: Readonly<Record<string, Expression>>
  readonly timeoutMs: number
  readonly retry: Retry
  readonly onTimeout: readonly PlanStep[] | null
  /** True now or within the time after the action succeeded, else the step fails with `verify-failed` (D106). */
  readonly verify: { readonly condition: Condition; readonly withinMs: number } | null
}
export interface EndStep extends PlanStepBase {
  readonly kind: 'end'
  readonly outcome: 'ok' | 'failed'
  readonly message: Expression | null
}
export type PlanStep = NotifyStep | EscalateStep | WaitStep | IfStep | SetStep | SleepStep | RunStep | EndStep
