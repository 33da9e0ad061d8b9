/** Steps, their clauses and handlers as written. */

import type { Span } from '../../model/span.ts'
import type { Expr } from './conditions.ts'
import type { DurationLiteral, Handle, MapEntry, MapLiteral, Name, NumberLiteral, Path, Text, Value } from './values.ts'

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
