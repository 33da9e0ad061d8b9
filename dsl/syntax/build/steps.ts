import { type Span, through } from '../../model/span.ts'
import type {
  Approve,
  Block,
  CallStep,
  Clause,
  DurationLiteral,
  End,
  Escalate,
  Expr,
  ForEach,
  Handle,
  Handler,
  HandlerEvent,
  Http,
  If,
  MapEntry,
  Name,
  Notify,
  NumberLiteral,
  Parallel,
  Path,
  Repeat,
  Run,
  SetStep,
  Sleep,
  Step,
  StepTail,
  Target,
  Text,
  TicketChange,
  TicketCreate,
  Value,
  WaitFor,
  WaitUntil,
} from '../ast.ts'
import type { Token, Word } from '../token.ts'
import { all, type Chain } from './chain.ts'

interface Placed {
  readonly at: Span
}
export const block = (open: Token, steps: Chain<Step>, close: Token): Block => ({
  kind: 'block',
  steps: all(steps),
  at: through(open.at, close.at),
})
export const handler = (on: Token, event: Token, body: Block): Handler => ({
  kind: 'handler',
  event: event.text as HandlerEvent,
  eventAt: event.at,
  block: body,
  at: through(on.at, body.at),
})

interface Tail {
  readonly clauses: readonly Clause[]
  readonly handlers: readonly Handler[]
}
export const tail = (clauses: Chain<Clause>, handlers: Chain<Handler>): Tail => ({
  clauses: all(clauses),
  handlers: all(handlers),
})
export const handlersOnly = (handlers: Chain<Handler>): Tail => tail([], handlers)
const bare: Tail = { clauses: [], handlers: [] }

/** Clauses, handlers, note and place of a step that runs from `first` to `last` or to the end of its tail. */
const frame = (first: Word, last: Placed, { clauses, handlers }: Tail): StepTail => ({
  clauses,
  handlers,
  doc: first.doc,
  at: through(first.at, (handlers.at(-1) ?? clauses.at(-1) ?? last).at),
})

const lastOf = <T extends Placed>(items: readonly T[], otherwise: Placed): Placed => items.at(-1) ?? otherwise

export const notify = (verb: Word, chain: Chain<Target>, rest: Tail): Notify => {
  const targets = all(chain)
  return { kind: 'notify', targets, ...frame(verb, lastOf(targets, verb), rest) }
}
export const escalate = (verb: Word, target: Handle, rest: Tail): Escalate => ({
  kind: 'escalate',
  target,
  ...frame(verb, target, rest),
})
export const ticketCreate = (verb: Word, system: Name, rest: Tail): TicketCreate => ({
  kind: 'ticket create',
  system,
  ...frame(verb, system, rest),
})
export const ticketChange = (kind: TicketChange['kind'], verb: Word, ticket: Name, rest: Tail): TicketChange => ({
  kind,
  ticket,
  ...frame(verb, ticket, rest),
})
export const waitFor = (verb: Word, what: Token, rest: Tail): WaitFor => ({
  kind: 'wait for',
  what: what.text as WaitFor['what'],
  ...frame(verb, what, rest),
})
export const waitUntil = (verb: Word, condition: Expr, close: Token, rest: Tail): WaitUntil => ({
  kind: 'wait until',
  condition,
  ...frame(verb, close, rest),
})
export const approve = (verb: Word, chain: Chain<Target>, rest: Tail): Approve => {
  const by = all(chain)
  return { kind: 'approve', by, ...frame(verb, lastOf(by, verb), rest) }
}
export const run = (verb: Word, name: Name, rest: Tail): Run => ({ kind: 'run', name, ...frame(verb, name, rest) })
export const callStep = (verb: Word, name: Name, args: Chain<MapEntry> | null, close: Token, rest: Tail): CallStep => ({
  kind: 'call step',
  name,
  args: all(args ?? []),
  ...frame(verb, close, rest),
})
export const http = (verb: Word, method: Token, url: Text, rest: Tail): Http => ({
  kind: 'http',
  method: method.text as Http['method'],
  url,
  ...frame(verb, url, rest),
})

type Branch = Parallel['branches'][number]
export const branch = (keyword: Token, title: Text, body: Block): Branch => ({
  title,
  block: body,
  at: through(keyword.at, body.at),
})
export const parallel = (verb: Word, join: Token, branches: Chain<Branch>, close: Token, rest: Tail): Parallel => ({
  kind: 'parallel',
  join: join.text as Parallel['join'],
  branches: all(branches),
  ...frame(verb, close, rest),
})

type Arm = If['arms'][number]
export const arm = (keyword: Word, condition: Expr, body: Block): Arm & { readonly keyword: Word } => ({
  condition,
  block: body,
  at: through(keyword.at, body.at),
  keyword,
})
export const ifStep = (first: Arm & { readonly keyword: Word }, others: Chain<Arm>, otherwise: Block | null): If => {
  const arms = [first, ...all(others)].map(({ condition, block: body, at }) => ({ condition, block: body, at }))
  return { kind: 'if', arms, otherwise, ...frame(first.keyword, otherwise ?? lastOf(arms, first), bare) }
}
export const forEach = (
  verb: Word,
  name: Name,
  list: Value,
  max: NumberLiteral,
  atOnce: NumberLiteral | null,
  body: Block,
  rest: Tail,
): ForEach => ({ kind: 'for each', name, list, max, atOnce, block: body, ...frame(verb, body, rest) })
export const repeat = (
  verb: Word,
  times: NumberLiteral,
  every: DurationLiteral | null,
  until: Expr | null,
  body: Block,
  rest: Tail,
): Repeat => ({ kind: 'repeat', times, every, until, block: body, ...frame(verb, body, rest) })
export const set = (verb: Word, name: Name | Path, value: Value): SetStep => ({
  kind: 'set',
  name,
  value,
  ...frame(verb, value, bare),
})
export const sleep = (verb: Word, duration: DurationLiteral): Sleep => ({
  kind: 'sleep',
  duration,
  ...frame(verb, duration, bare),
})
export const end = (verb: Word, outcome: Token | null, message: Text | null): End => ({
  kind: 'end',
  outcome: outcome?.text === 'failed' ? 'failed' : 'ok',
  message,
  ...frame(verb, message ?? outcome ?? verb, bare),
})
