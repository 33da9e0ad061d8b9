/**
 * A plan: one rule, compiled, versioned, immutable; what engine and workflow execute (D74). It travels in a workflow's
 * input, so it is JSON. Not in it, because resolved at each use: users, teams, schedules, connections, secrets,
 * remediations, channel layouts.
 */
import type { Condition, Expression } from './expression.ts'
import type { ParamType } from './param-types.ts'
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
  /** Absent: `on alert`. */
  readonly trigger?: PlanTrigger
  readonly when: Condition | null
  /** Each is a reason not to start (D22). */
  readonly suppress: readonly Condition[]
  /** Likewise. Absent: none. */
  readonly suppressWhile?: readonly OpenRule[]
  /** Absent: the rule has none. */
  readonly dedup?: Dedup
  readonly throttle?: Throttle
  readonly group: Group
  readonly stopProcessing: boolean
  readonly steps: readonly PlanStep[]
  readonly onError: readonly PlanStep[] | null
  /** Ends what is under way and is done instead when the alerts resolve. Absent: nothing. */
  readonly onResolve?: readonly PlanStep[]
  /** Is done beside the steps when somebody acknowledges, once. Absent: nothing. */
  readonly onAck?: readonly PlanStep[]
  /** Every playbook that a step calls, and those that these call, by name. Absent: none. */
  readonly playbooks?: Readonly<Record<string, PlanPlaybook>>
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

/** Steps that `call` does, with their own names (D109). */
export interface PlanPlaybook {
  readonly name: string
  readonly params: readonly PlanParam[]
  readonly steps: readonly PlanStep[]
  readonly onError: readonly PlanStep[] | null
  readonly onResolve?: readonly PlanStep[]
  readonly onAck?: readonly PlanStep[]
}

export interface PlanParam {
  readonly name: string
  /** What was sent is read as this. Absent in plans of versions that gave it on as it came. */
  readonly type?: ParamType
  /** For a `call` that does not give it. */
  readonly value: Expression | null
}

/** How alerts become incidents (D85). No `by`: one incident per alert. */
export interface Group {
  readonly by: readonly (Expression & { readonly kind: 'path' })[]
  /** An incident takes alerts until this long after opening; null: while it is open. */
  readonly withinMs: number | null
  /** The run first sleeps this long. */
  readonly waitMs: number
  /** Between two updates about alerts that joined (D86). Absent: 5 minutes. */
  readonly everyMs?: number
  /** Who was told is told again after so long, while it is not over. Absent: never. */
  readonly repeatMs?: number
}

type Paths = Group['by']

/** What a rule is asked about. */
export type PlanTrigger =
  | { readonly kind: 'alert' | 'manual' }
  | { readonly kind: 'every'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly cron: string; readonly zone: string }
  | { readonly kind: 'webhook'; readonly name: string }
  | AbsenceTrigger
  | SequenceTrigger
/** Nothing of the kind came for so long (D92). */
export interface AbsenceTrigger {
  readonly kind: 'absence'
  readonly of: Condition
  readonly forMs: number
  readonly by: Paths
}
/** Events in this order, and none of those between that must not be (D91). */
export interface SequenceTrigger {
  readonly kind: 'sequence'
  readonly withinMs: number
  readonly by: Paths
  readonly parts: readonly { readonly kind: 'event' | 'without'; readonly name: string; readonly where: Condition }[]
}

/** Whether alerts are what the rule is asked about; others have what starts them. */
export const startsOnAlert = ({ trigger }: Pick<Plan, 'trigger'>): boolean =>
  trigger === undefined || trigger.kind === 'alert'

/** After an incident of a key was opened, no other is so long (D87). */
export interface Dedup {
  readonly by: Paths
  readonly forMs: number
}
/** So many incidents of a key in any such time (D88). */
export interface Throttle {
  readonly by: Paths
  readonly count: number
  readonly perMs: number
}

/** `suppress while rule "…" open by …`: while an incident of the rule is not over that agrees on every path. */
export interface OpenRule {
  /** Name, which may be that of a rule in no file. */
  readonly rule: string
  readonly by: Paths
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
  /** Only of `for resolve`. Absent: an acknowledgement does not end it. */
  readonly onAck?: readonly PlanStep[]
  readonly onResolve?: readonly PlanStep[]
  /** Only of `for ack`: an acknowledgement counts so long, then the wait begins anew. Absent: for good. */
  readonly expiresMs?: number
}
export interface WaitUntilStep extends PlanStepBase {
  readonly kind: 'wait until'
  readonly condition: Condition
  readonly upToMs: number
  readonly onTimeout: readonly PlanStep[] | null
  readonly onResolve?: readonly PlanStep[]
}
/** Asks people for a decision (D117). */
export interface ApproveStep extends PlanStepBase {
  readonly kind: 'approve'
  readonly by: readonly PlanTarget[]
  readonly via: readonly string[]
  readonly using: string | null
  readonly with: Readonly<Record<string, Expression>>
  readonly upToMs: number
  /** So many different people must approve. */
  readonly quorum: number
  /** Not whoever started the run. */
  readonly excludeRequester: boolean
  readonly timeoutMs: number
  readonly retry: Retry
  readonly onTimeout: readonly PlanStep[] | null
  readonly onApproved: readonly PlanStep[] | null
  readonly onRejected: readonly PlanStep[] | null
  readonly onResolve?: readonly PlanStep[]
}
export interface TicketStep extends PlanStepBase {
  readonly kind: 'ticket'
  readonly action: 'create' | 'update' | 'close'
  /** Of `create` the ticket system, else the name of the step that created the ticket. */
  readonly of: string
  readonly using: string | null
  readonly with: Readonly<Record<string, Expression>>
  readonly timeoutMs: number
  readonly retry: Retry
}
export interface HttpStep extends PlanStepBase {
  readonly kind: 'http'
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: Expression
  readonly with: Readonly<Record<string, Expression>>
  /** Headers whose value is a secret: name of the header to name of the secret. */
  readonly secretHeaders: Readonly<Record<string, string>>
  /** Statuses that are taken for success, both ends included (D119). */
  readonly expect: { readonly from: number; readonly to: number }
  readonly timeoutMs: number
  readonly retry: Retry
  readonly onTimeout: readonly PlanStep[] | null
}
export interface CallStep extends PlanStepBase {
  readonly kind: 'call'
  /** Name in `Plan.playbooks`. */
  readonly playbook: string
  readonly args: Readonly<Record<string, Expression>>
  /** For all of it; null: as long as it takes (D104). */
  readonly timeoutMs: number | null
  readonly onTimeout: readonly PlanStep[] | null
}
/** Branches side by side (D110). */
export interface ParallelStep extends PlanStepBase {
  readonly kind: 'parallel'
  readonly join: 'all' | 'any'
  readonly branches: readonly { readonly title: string; readonly steps: readonly PlanStep[] }[]
}
/** Steps for each item of a list (D111). */
export interface ForEachStep extends PlanStepBase {
  readonly kind: 'for each'
  readonly name: string
  readonly list: Expression
  readonly max: number
  readonly atOnce: number
  readonly steps: readonly PlanStep[]
  readonly onEmpty: readonly PlanStep[] | null
}
/** Steps until a condition holds, at most so often (D112). */
export interface RepeatStep extends PlanStepBase {
  readonly kind: 'repeat'
  readonly times: number
  readonly everyMs: number
  readonly until: Condition | null
  readonly steps: readonly PlanStep[]
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
  /** What undoes it, should its verification or later the run fail (D106, D107). Absent: nothing does. */
  readonly rollback?: readonly PlanStep[]
}
export interface EndStep extends PlanStepBase {
  readonly kind: 'end'
  readonly outcome: 'ok' | 'failed'
  readonly message: Expression | null
}
export type PlanStep =
  | NotifyStep
  | EscalateStep
  | TicketStep
  | WaitStep
  | WaitUntilStep
  | ApproveStep
  | RunStep
  | CallStep
  | HttpStep
  | ParallelStep
  | IfStep
  | ForEachStep
  | RepeatStep
  | SetStep
  | SleepStep
  | EndStep
