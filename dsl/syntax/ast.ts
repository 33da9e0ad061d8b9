/**
 * The tree that the parser builds: what was written, with its place, and nothing else. No defaults, no look-ups, no
 * checks; those live in `checks/` and `compile/`. Every node carries `at`, its span in the file's text.
 */
import type { Span } from '../model/span.ts'

/** A name written without quotes: of a rule's step, constant, connection, playbook … */
export interface Name {
  readonly kind: 'name'
  readonly text: string
  readonly at: Span
}

// ---- values -------------------------------------------------------------------------------------------------------

/** `"…"` or `"""…"""`. `parts` holds characters (escapes resolved) and `{{ }}` holes in order. */
export interface Text {
  readonly kind: 'text'
  readonly parts: readonly TextPart[]
  readonly block: boolean
  readonly at: Span
}
export type TextPart = Characters | Hole
export interface Characters {
  readonly kind: 'characters'
  readonly text: string
  readonly at: Span
}
/** `{{ path or call | filter(args) }}` (D57). */
export interface Hole {
  readonly kind: 'hole'
  readonly value: Path | NameRef | Call
  readonly filters: readonly Filter[]
  readonly at: Span
}
export interface Filter {
  readonly name: Name
  readonly args: readonly Value[]
  readonly at: Span
}
export interface NumberLiteral {
  readonly kind: 'number'
  readonly value: number
  readonly at: Span
}
export interface DurationLiteral {
  readonly kind: 'duration'
  readonly ms: number
  readonly at: Span
}
export interface SizeLiteral {
  readonly kind: 'size'
  readonly bytes: number
  readonly at: Span
}
export interface PercentLiteral {
  readonly kind: 'percent'
  readonly value: number
  readonly at: Span
}
export interface BooleanLiteral {
  readonly kind: 'boolean'
  readonly value: boolean
  readonly at: Span
}
/** `none`, JSON null (D98). */
export interface NoneLiteral {
  readonly kind: 'none'
  readonly at: Span
}
/** `2026-12-27` or `2026-03-02T03:10[:05]`, as written; UTC in conditions (D119). */
export interface TimeLiteral {
  readonly kind: 'date' | 'datetime'
  readonly text: string
  readonly at: Span
}
/** `@payments`: a user, team or schedule. `name` is without the `@`. */
export interface Handle {
  readonly kind: 'handle'
  readonly name: string
  readonly at: Span
}
/** `label.env`, `alert.tags`, `label["k8s.io/app"]`, `host.body.items[0]`: always two segments or more. */
export interface Path {
  readonly kind: 'path'
  readonly segments: readonly (string | number)[]
  readonly at: Span
}
/** A bare name used as a value: constant, condition, parameter, variable, loop name, or a severity word (D97). */
export interface NameRef {
  readonly kind: 'ref'
  readonly name: string
  readonly at: Span
}
export interface Call {
  readonly kind: 'call'
  readonly name: Name
  readonly args: readonly Value[]
  readonly at: Span
}
export interface List {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly at: Span
}
export interface MapEntry {
  readonly key: string
  readonly keyAt: Span
  readonly value: Value
  readonly at: Span
}
export interface MapLiteral {
  readonly kind: 'map'
  readonly entries: readonly MapEntry[]
  readonly at: Span
}
export interface Sum {
  readonly kind: 'sum'
  readonly op: '+' | '-'
  readonly left: Value
  readonly right: Value
  readonly at: Span
}
export type Value =
  | Text
  | NumberLiteral
  | DurationLiteral
  | SizeLiteral
  | PercentLiteral
  | BooleanLiteral
  | NoneLiteral
  | TimeLiteral
  | Handle
  | Path
  | NameRef
  | Call
  | List
  | MapLiteral
  | Sum

// ---- conditions ---------------------------------------------------------------------------------------------------

export interface Logic {
  readonly kind: 'and' | 'or'
  /** Two or more, in the order written. `a and b and c` is one node. */
  readonly parts: readonly Expr[]
  readonly at: Span
}
/** Also the sugar `x not in […]`, `not contains`, `not matches` (D100), with `sugar` true. */
export interface Not {
  readonly kind: 'not'
  readonly of: Expr
  readonly sugar: boolean
  readonly at: Span
}
export interface Paren {
  readonly kind: 'paren'
  readonly of: Expr
  readonly at: Span
}
export interface Has {
  readonly kind: 'has'
  readonly path: Path
  readonly at: Span
}
export type CompareOp = '==' | '!=' | '>=' | '<=' | '>' | '<'
export interface Compare {
  readonly kind: 'compare'
  readonly op: CompareOp
  readonly opAt: Span
  readonly left: Value
  readonly right: Value
  readonly at: Span
}
/** `left matches /pattern/flags`; unanchored RE2 search, flags `i` and `s` (D94). */
export interface Matches {
  readonly kind: 'matches'
  readonly left: Value
  readonly pattern: string
  readonly flags: string
  readonly patternAt: Span
  readonly at: Span
}
export interface Membership {
  readonly kind: 'contains' | 'starts with' | 'ends with' | 'in'
  readonly left: Value
  readonly right: Value
  readonly at: Span
}
/** `during NAME` or `during (mon..fri 09:00..18:00 in "Europe/London")`. */
export interface During {
  readonly kind: 'during'
  readonly window: WindowRef
  readonly at: Span
}
/** A bare path or name as a condition: true when it is the boolean true, or a named condition that holds. */
export interface Truth {
  readonly kind: 'truth'
  readonly value: Path | NameRef
  readonly at: Span
}
export interface Count {
  readonly kind: 'count'
  readonly of: Expr | null
  readonly op: CompareOp
  readonly bound: NumberLiteral
  readonly within: DurationLiteral
  readonly by: readonly Path[]
  readonly at: Span
}
export interface Distinct {
  readonly kind: 'distinct'
  readonly path: Path
  readonly of: Expr | null
  readonly op: CompareOp
  readonly bound: NumberLiteral
  readonly within: DurationLiteral
  readonly by: readonly Path[]
  readonly at: Span
}
export type Expr = Logic | Not | Paren | Has | Compare | Matches | Membership | During | Truth | Count | Distinct

// ---- windows and schedules ----------------------------------------------------------------------------------------

export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
/** `mon..fri 09:00..18:00`: days (ranges as written, inclusive, may wrap) and hours, `HH:MM`, end exclusive. */
export interface WeekSpan {
  readonly kind: 'span'
  readonly days: readonly { readonly from: Day; readonly to: Day }[]
  /** `null`: `all day`. */
  readonly hours: { readonly from: string; readonly to: string } | null
  readonly at: Span
}
export interface Except {
  readonly kind: 'except'
  readonly dates: readonly TimeLiteral[]
  readonly at: Span
}
export type WindowRef =
  | { readonly kind: 'named'; readonly name: Name; readonly at: Span }
  | { readonly kind: 'inline'; readonly span: WeekSpan; readonly zone: Text; readonly at: Span }
export type Rota =
  | { readonly kind: 'always'; readonly at: Span }
  | { readonly kind: 'rotate'; readonly every: DurationLiteral; readonly from: TimeLiteral; readonly at: Span }
  | { readonly kind: 'during'; readonly window: WindowRef; readonly at: Span }
export interface ScheduleLevel {
  readonly level: NumberLiteral
  readonly rota: Rota
  readonly people: readonly Handle[]
  readonly after: DurationLiteral | null
  readonly at: Span
}

// ---- steps --------------------------------------------------------------------------------------------------------

export type Target = Handle | Text
export interface Block {
  readonly kind: 'block'
  readonly steps: readonly Step[]
  readonly at: Span
}
export type HandlerEvent = 'timeout' | 'error' | 'approved' | 'rejected' | 'resolve' | 'ack' | 'empty'
export interface Handler {
  readonly kind: 'handler'
  readonly event: HandlerEvent
  readonly eventAt: Span
  readonly block: Block
  readonly at: Span
}
export type Clause =
  | { readonly kind: 'via'; readonly names: readonly Name[]; readonly at: Span }
  | { readonly kind: 'using'; readonly name: Name; readonly at: Span }
  | { readonly kind: 'with'; readonly map: MapLiteral; readonly at: Span }
  | { readonly kind: 'as'; readonly name: Name; readonly at: Span }
  | { readonly kind: 'level'; readonly level: NumberLiteral; readonly at: Span }
  | { readonly kind: 'up to'; readonly duration: DurationLiteral; readonly at: Span }
  | { readonly kind: 'timeout'; readonly duration: DurationLiteral; readonly at: Span }
  | { readonly kind: 'expires'; readonly duration: DurationLiteral; readonly at: Span }
  | {
      readonly kind: 'retry'
      readonly times: NumberLiteral
      readonly backoff: DurationLiteral | null
      readonly max: DurationLiteral | null
      readonly at: Span
    }
  | { readonly kind: 'verify'; readonly condition: Expr; readonly within: DurationLiteral; readonly at: Span }
  | { readonly kind: 'rollback'; readonly block: Block; readonly at: Span }
  | { readonly kind: 'expect'; readonly from: NumberLiteral; readonly to: NumberLiteral; readonly at: Span }

/** What every step that begins with a verb has: clauses in the order written, then handlers. */
export interface StepTail {
  readonly clauses: readonly Clause[]
  readonly handlers: readonly Handler[]
  /** `##` lines directly above the step, without the marks. */
  readonly doc: string | null
  readonly at: Span
}
export interface Notify extends StepTail {
  readonly kind: 'notify'
  readonly targets: readonly Target[]
}
export interface Escalate extends StepTail {
  readonly kind: 'escalate'
  readonly target: Handle
}
export interface TicketCreate extends StepTail {
  readonly kind: 'ticket create'
  readonly system: Name
}
export interface TicketChange extends StepTail {
  readonly kind: 'ticket update' | 'ticket close'
  readonly ticket: Name
}
export interface WaitFor extends StepTail {
  readonly kind: 'wait for'
  readonly what: 'ack' | 'resolve'
}
export interface WaitUntil extends StepTail {
  readonly kind: 'wait until'
  readonly condition: Expr
}
export interface Approve extends StepTail {
  readonly kind: 'approve'
  readonly by: readonly Target[]
}
export interface Run extends StepTail {
  readonly kind: 'run'
  readonly name: Name
}
export interface CallStep extends StepTail {
  readonly kind: 'call step'
  readonly name: Name
  readonly args: readonly MapEntry[]
}
export interface Http extends StepTail {
  readonly kind: 'http'
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: Text
}
export interface Parallel extends StepTail {
  readonly kind: 'parallel'
  readonly join: 'all' | 'any'
  readonly branches: readonly { readonly title: Text; readonly block: Block; readonly at: Span }[]
}
export interface If extends StepTail {
  readonly kind: 'if'
  /** `if` and every `else if`, in order. */
  readonly arms: readonly { readonly condition: Expr; readonly block: Block; readonly at: Span }[]
  readonly otherwise: Block | null
}
export interface ForEach extends StepTail {
  readonly kind: 'for each'
  readonly name: Name
  readonly list: Value
  readonly max: NumberLiteral
  readonly atOnce: NumberLiteral | null
  readonly block: Block
}
export interface Repeat extends StepTail {
  readonly kind: 'repeat'
  readonly times: NumberLiteral
  readonly every: DurationLiteral | null
  readonly until: Expr | null
  readonly block: Block
}
export interface SetStep extends StepTail {
  readonly kind: 'set'
  readonly name: Name | Path
  readonly value: Value
}
export interface Sleep extends StepTail {
  readonly kind: 'sleep'
  readonly duration: DurationLiteral
}
export interface End extends StepTail {
  readonly kind: 'end'
  readonly outcome: 'ok' | 'failed'
  readonly message: Text | null
}
export type Step =
  | Notify
  | Escalate
  | TicketCreate
  | TicketChange
  | WaitFor
  | WaitUntil
  | Approve
  | Run
  | CallStep
  | Http
  | Parallel
  | If
  | ForEach
  | Repeat
  | SetStep
  | Sleep
  | End

// ---- rules --------------------------------------------------------------------------------------------------------

export type Trigger =
  | { readonly kind: 'alert' | 'manual'; readonly at: Span }
  | { readonly kind: 'every'; readonly every: DurationLiteral; readonly at: Span }
  | { readonly kind: 'cron'; readonly cron: Text; readonly zone: Text; readonly at: Span }
  | { readonly kind: 'webhook'; readonly name: Text; readonly at: Span }
  | {
      readonly kind: 'absence'
      readonly of: Expr
      readonly for: DurationLiteral
      readonly by: readonly Path[]
      readonly at: Span
    }
  | {
      readonly kind: 'sequence'
      readonly within: DurationLiteral
      readonly by: readonly Path[]
      readonly events: readonly {
        readonly kind: 'event' | 'without'
        readonly name: Name
        readonly where: Expr
        readonly at: Span
      }[]
      readonly at: Span
    }
export type RuleItem =
  | { readonly kind: 'meta'; readonly map: MapLiteral; readonly at: Span }
  | { readonly kind: 'disabled'; readonly at: Span }
  | { readonly kind: 'priority'; readonly value: NumberLiteral; readonly at: Span }
  | { readonly kind: 'on'; readonly trigger: Trigger; readonly at: Span }
  | { readonly kind: 'when'; readonly condition: Expr; readonly at: Span }
  | {
      readonly kind: 'group'
      readonly by: readonly Path[]
      readonly within: DurationLiteral | null
      readonly wait: DurationLiteral | null
      readonly every: DurationLiteral | null
      readonly repeat: DurationLiteral | null
      readonly at: Span
    }
  | { readonly kind: 'dedup'; readonly by: readonly Path[]; readonly for: DurationLiteral; readonly at: Span }
  | {
      readonly kind: 'throttle'
      readonly count: NumberLiteral
      readonly per: DurationLiteral
      readonly by: readonly Path[]
      readonly at: Span
    }
  | { readonly kind: 'suppress when'; readonly condition: Expr; readonly at: Span }
  | { readonly kind: 'suppress while'; readonly rule: Text; readonly by: readonly Path[]; readonly at: Span }
  | { readonly kind: 'then'; readonly block: Block; readonly at: Span }
  | { readonly kind: 'stop'; readonly at: Span }
  | Handler

// ---- declarations -------------------------------------------------------------------------------------------------

interface Declared {
  /** `##` lines directly above, without the marks. */
  readonly doc: string | null
  readonly at: Span
}
export interface Use extends Declared {
  readonly kind: 'use'
  readonly path: Text
}
export interface Const extends Declared {
  readonly kind: 'const'
  readonly name: Name
  readonly value: Value
}
export interface Condition extends Declared {
  readonly kind: 'condition'
  readonly name: Name
  readonly expr: Expr
}
/** `connection NAME = TYPE {…}`; `channel` is kept as its alias (D20). */
export interface Connection extends Declared {
  readonly kind: 'connection'
  readonly keyword: 'connection' | 'channel'
  readonly name: Name
  readonly type: Name
  readonly config: MapLiteral
}
export interface Template extends Declared {
  readonly kind: 'template'
  readonly name: Name
  readonly text: Text
}
export interface Window extends Declared {
  readonly kind: 'window'
  readonly name: Name
  readonly zone: Text
  readonly lines: readonly (WeekSpan | Except)[]
}
export interface Schedule extends Declared {
  readonly kind: 'schedule'
  readonly name: Name
  readonly zone: Text
  readonly levels: readonly ScheduleLevel[]
}
export interface Inhibit extends Declared {
  readonly kind: 'inhibit'
  readonly name: Name
  readonly source: Expr
  readonly mutes: Expr
  readonly by: readonly Path[]
}
export interface Param {
  readonly name: Name
  readonly type: Name
  readonly value: Value | null
  readonly at: Span
}
export interface Playbook extends Declared {
  readonly kind: 'playbook'
  readonly name: Name
  readonly params: readonly Param[]
  readonly meta: MapLiteral | null
  readonly block: Block
  readonly handlers: readonly Handler[]
}
export interface Rule extends Declared {
  readonly kind: 'rule'
  readonly name: Text
  readonly items: readonly RuleItem[]
}
/** Test items are kept as written; issue 2 gives them their meaning. */
export type TestItem =
  | { readonly kind: 'at'; readonly time: TimeLiteral; readonly zone: Text; readonly at: Span }
  | {
      readonly kind: 'given'
      readonly what: 'alert' | 'alerts' | 'resolve'
      readonly count: NumberLiteral | null
      readonly every: DurationLiteral | null
      readonly map: MapLiteral
      readonly at: Span
    }
  | { readonly kind: 'given silence'; readonly condition: Expr; readonly for: DurationLiteral; readonly at: Span }
  | { readonly kind: 'given incident'; readonly rule: Text; readonly at: Span }
  | { readonly kind: 'after'; readonly duration: DurationLiteral; readonly at: Span }
  | {
      readonly kind: 'mock'
      readonly step: 'run' | 'http' | 'call' | 'ticket'
      readonly name: Name
      readonly returns: Value
      readonly at: Span
    }
  | { readonly kind: 'ack' | 'approve' | 'reject'; readonly by: Handle; readonly at: Span }
  | { readonly kind: 'resolve alert'; readonly at: Span }
  | { readonly kind: 'expect'; readonly not: boolean; readonly fact: TestFact; readonly at: Span }
export type TestFact =
  | { readonly kind: 'matched'; readonly rule: Text; readonly at: Span }
  | { readonly kind: 'suppressed' | 'throttled' | 'deduped' | 'inhibited' | 'muted' | 'running'; readonly at: Span }
  | { readonly kind: 'grouped with'; readonly by: readonly Path[]; readonly at: Span }
  | { readonly kind: 'notify'; readonly target: Target; readonly via: Name | null; readonly at: Span }
  | { readonly kind: 'escalate'; readonly target: Handle; readonly at: Span }
  | { readonly kind: 'ran'; readonly name: Name; readonly at: Span }
  | { readonly kind: 'ticket'; readonly state: 'created' | 'closed'; readonly at: Span }
  | { readonly kind: 'end'; readonly outcome: 'ok' | 'failed'; readonly at: Span }
  | {
      readonly kind: 'compare'
      readonly op: CompareOp
      readonly left: Value
      readonly right: Value
      readonly at: Span
    }
export interface Test extends Declared {
  readonly kind: 'test'
  readonly name: Text
  readonly items: readonly TestItem[]
}
export type Declaration =
  | Use
  | Const
  | Condition
  | Connection
  | Template
  | Window
  | Schedule
  | Inhibit
  | Playbook
  | Rule
  | Test
