import { type Span, through } from '../../model/span.ts'
import type {
  Compare,
  DurationLiteral,
  Expr,
  Handle,
  MapLiteral,
  Name,
  NumberLiteral,
  Path,
  Since,
  Target,
  TestFact,
  TestItem,
  Text,
  TimeLiteral,
  Value,
} from '../ast.ts'
import type { Token } from '../token.ts'
import { all, type Chain } from './chain.ts'

interface Given {
  readonly what: 'alert' | 'alerts' | 'resolve'
  readonly count: NumberLiteral | null
  readonly every: DurationLiteral | null
}
type Mocked = (TestItem & { readonly kind: 'mock' })['step']

export const at = (keyword: Token, time: TimeLiteral, zone: Text): TestItem => ({
  kind: 'at',
  time,
  zone,
  at: through(keyword.at, zone.at),
})
export const one = (what: 'alert' | 'resolve'): Given => ({ what, count: null, every: null })
export const several = (count: NumberLiteral, every: DurationLiteral): Given => ({ what: 'alerts', count, every })
export const given = (keyword: Token, what: Given, map: MapLiteral): TestItem => ({
  kind: 'given',
  ...what,
  map,
  at: through(keyword.at, map.at),
})
export const givenSilence = (keyword: Token, condition: Expr, duration: DurationLiteral): TestItem => ({
  kind: 'given silence',
  condition,
  for: duration,
  at: through(keyword.at, duration.at),
})
export const givenIncident = (keyword: Token, rule: Text): TestItem => ({
  kind: 'given incident',
  rule,
  at: through(keyword.at, rule.at),
})
export const givenWebhook = (keyword: Token, name: Text, body: MapLiteral): TestItem => ({
  kind: 'given webhook',
  name,
  body,
  at: through(keyword.at, body.at),
})
export const givenManual = (keyword: Token, rule: Text): TestItem => ({
  kind: 'given manual',
  rule,
  at: through(keyword.at, rule.at),
})
export const after = (keyword: Token, duration: DurationLiteral): TestItem => ({
  kind: 'after',
  duration,
  at: through(keyword.at, duration.at),
})
export const mock = (keyword: Token, step: Token, name: Name, returns: Value): TestItem => ({
  kind: 'mock',
  step: step.text as Mocked,
  name,
  returns,
  at: through(keyword.at, returns.at),
})
export const person = (keyword: Token, by: Handle): TestItem => ({
  kind: keyword.text as 'ack' | 'approve' | 'reject',
  by,
  at: through(keyword.at, by.at),
})
export const resolveAlert = (keyword: Token, alert: Token): TestItem => ({
  kind: 'resolve alert',
  at: through(keyword.at, alert.at),
})
export const expectFact = (
  keyword: Token,
  not: Token | null,
  fact: TestFact,
  times: Counted | null = null,
  since: Begun | null = null,
): TestItem => ({
  ...{ kind: 'expect', not: not !== null, fact, times: times?.count ?? null, since: since?.from ?? null },
  at: through(keyword.at, (since ?? times ?? fact).at),
})
interface Counted {
  readonly count: NumberLiteral
  readonly at: Span
}
interface Begun {
  readonly from: Since
  readonly at: Span
}
export const times = (count: NumberLiteral, word: Token): Counted => ({ count, at: through(count.at, word.at) })
export const sinceAgo = (keyword: Token, from: DurationLiteral): Begun => ({ from, at: through(keyword.at, from.at) })
export const sinceItem = (keyword: Token, word: Token): Begun => ({
  from: { kind: 'since item', item: word.text as Extract<Since, { kind: 'since item' }>['item'], at: word.at },
  at: through(keyword.at, word.at),
})

type Bare = 'suppressed' | 'throttled' | 'deduped' | 'inhibited' | 'muted' | 'running'
export const state = (word: Token): TestFact => ({ kind: word.text as Bare, at: word.at })
export const matched = (word: Token, rule: Text): TestFact => ({
  kind: 'matched',
  rule,
  at: through(word.at, rule.at),
})
export const groupedWith = (word: Token, chain: Chain<Path>): TestFact => {
  const by = all(chain)
  return { kind: 'grouped with', by, at: through(word.at, (by.at(-1) ?? word).at) }
}
export const notified = (word: Token, target: Target, via: Name | null): TestFact => ({
  kind: 'notify',
  target,
  via,
  at: through(word.at, (via ?? target).at),
})
export const escalated = (word: Token, target: Handle): TestFact => ({
  kind: 'escalate',
  target,
  at: through(word.at, target.at),
})
export const ran = (word: Token, name: Name): TestFact => ({ kind: 'ran', name, at: through(word.at, name.at) })
export const ticketIs = (word: Token, is: Token): TestFact => ({
  kind: 'ticket',
  state: is.text as 'created' | 'closed',
  at: through(word.at, is.at),
})
export const ended = (word: Token, outcome: Token): TestFact => ({
  kind: 'end',
  outcome: outcome.text as 'ok' | 'failed',
  at: through(word.at, outcome.at),
})
export const compared = ({ op, left, right, at: place }: Compare): TestFact => ({
  kind: 'compare',
  op,
  left,
  right,
  at: place as Span,
})
