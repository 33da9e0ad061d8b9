import { type Span, through } from '../../model/span.ts'
import type {
  Block,
  DurationLiteral,
  Expr,
  MapLiteral,
  Name,
  NumberLiteral,
  Path,
  RuleItem,
  Text,
  Trigger,
} from '../ast.ts'
import type { Token } from '../token.ts'
import { all, type Chain } from './chain.ts'

/** `by label.a, label.b`: the paths and where they end. */
const keyed = (by: Chain<Path> | null, otherwise: { readonly at: Span }) => {
  const paths = all(by ?? [])
  return { by: paths, end: (paths.at(-1) ?? otherwise).at }
}

export const meta = (keyword: Token, map: MapLiteral): RuleItem => ({
  kind: 'meta',
  map,
  at: through(keyword.at, map.at),
})
export const disabled = (keyword: Token): RuleItem => ({ kind: 'disabled', at: keyword.at })
export const priority = (keyword: Token, value: NumberLiteral): RuleItem => ({
  kind: 'priority',
  value,
  at: through(keyword.at, value.at),
})
export const on = (keyword: Token, trigger: Trigger): RuleItem => ({
  kind: 'on',
  trigger,
  at: through(keyword.at, trigger.at),
})
export const when = (keyword: Token, condition: Expr): RuleItem => ({
  kind: 'when',
  condition,
  at: through(keyword.at, condition.at),
})

interface GroupOption {
  readonly name: 'within' | 'wait' | 'every' | 'repeat'
  readonly duration: DurationLiteral
}
export const groupOption = (keyword: Token, duration: DurationLiteral): GroupOption => ({
  name: keyword.text as GroupOption['name'],
  duration,
})
/** Of an option written twice the last is kept; a check tells of it. */
export function group(keyword: Token, chain: Chain<Path>, chosen: Chain<GroupOption>): RuleItem {
  const { by, end } = keyed(chain, keyword)
  const options = all(chosen)
  const option = (name: GroupOption['name']) => options.findLast((one) => one.name === name)?.duration ?? null
  return {
    kind: 'group',
    by,
    within: option('within'),
    wait: option('wait'),
    every: option('every'),
    repeat: option('repeat'),
    at: through(keyword.at, options.at(-1)?.duration.at ?? end),
  }
}
export const dedup = (keyword: Token, by: Chain<Path>, duration: DurationLiteral): RuleItem => ({
  kind: 'dedup',
  by: all(by),
  for: duration,
  at: through(keyword.at, duration.at),
})
export const throttle = (
  keyword: Token,
  count: NumberLiteral,
  per: DurationLiteral,
  chain: Chain<Path> | null,
): RuleItem => {
  const { by, end } = keyed(chain, per)
  return { kind: 'throttle', count, per, by, at: through(keyword.at, end) }
}
export const suppressWhen = (keyword: Token, condition: Expr): RuleItem => ({
  kind: 'suppress when',
  condition,
  at: through(keyword.at, condition.at),
})
export const suppressWhile = (keyword: Token, rule: Text, open: Token, chain: Chain<Path> | null): RuleItem => {
  const { by, end } = keyed(chain, open)
  return { kind: 'suppress while', rule, by, at: through(keyword.at, end) }
}
/** Not called `then`: a module with such an export would be taken for a promise. */
export const thenBlock = (keyword: Token, block: Block): RuleItem => ({
  kind: 'then',
  block,
  at: through(keyword.at, block.at),
})
export const stop = (keyword: Token, processing: Token): RuleItem => ({
  kind: 'stop',
  at: through(keyword.at, processing.at),
})

export const bareTrigger = (kind: 'alert' | 'manual', word: Token): Trigger => ({ kind, at: word.at })
export const every = (keyword: Token, duration: DurationLiteral): Trigger => ({
  kind: 'every',
  every: duration,
  at: through(keyword.at, duration.at),
})
export const cron = (keyword: Token, text: Text, zone: Text): Trigger => ({
  kind: 'cron',
  cron: text,
  zone,
  at: through(keyword.at, zone.at),
})
export const webhook = (keyword: Token, name: Text): Trigger => ({
  kind: 'webhook',
  name,
  at: through(keyword.at, name.at),
})
export const absence = (keyword: Token, of: Expr, duration: DurationLiteral, chain: Chain<Path> | null): Trigger => {
  const { by, end } = keyed(chain, duration)
  return { kind: 'absence', of, for: duration, by, at: through(keyword.at, end) }
}
type SequenceEvent = (Trigger & { readonly kind: 'sequence' })['events'][number]
export const sequenceEvent = (kind: SequenceEvent['kind'], keyword: Token, name: Name, where: Expr): SequenceEvent => ({
  kind,
  name,
  where,
  at: through(keyword.at, where.at),
})
export const sequence = (
  keyword: Token,
  within: DurationLiteral,
  by: Chain<Path> | null,
  events: Chain<SequenceEvent>,
  close: Token,
): Trigger => ({
  kind: 'sequence',
  within,
  by: all(by ?? []),
  events: all(events),
  at: through(keyword.at, close.at),
})
