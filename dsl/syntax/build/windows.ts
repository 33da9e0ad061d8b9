import { type Span, through } from '../../model/span.ts'
import type {
  Day,
  DurationLiteral,
  Except,
  Handle,
  Name,
  NumberLiteral,
  Rota,
  ScheduleLevel,
  Text,
  TimeLiteral,
  WeekSpan,
  WindowRef,
} from '../ast.ts'
import type { Token } from '../token.ts'
import { all, type Chain } from './chain.ts'

type Days = WeekSpan['days'][number] & { readonly at: Span }

export const days = (from: Token, to: Token): Days => ({
  from: from.text as Day,
  to: to.text as Day,
  at: through(from.at, to.at),
})
export const everyDay = (every: Token, day: Token): Days => ({ from: 'mon', to: 'sun', at: through(every.at, day.at) })

type Hours = { readonly from: string; readonly to: string; readonly at: Span }
export const hours = (from: Token, to: Token): Hours => ({
  from: from.text,
  to: to.text,
  at: through(from.at, to.at),
})
export function span(chain: Chain<Days>, when: Hours | { readonly at: Span }): WeekSpan {
  const ranges = all(chain)
  return {
    kind: 'span',
    days: ranges.map(({ from, to }) => ({ from, to })),
    hours: 'from' in when ? { from: when.from, to: when.to } : null,
    at: through((ranges[0] ?? when).at, when.at),
  }
}
export const allDay = (word: Token, day: Token): { readonly at: Span } => ({ at: through(word.at, day.at) })
export function except(keyword: Token, chain: Chain<TimeLiteral>): Except {
  const dates = all(chain)
  return { kind: 'except', dates, at: through(keyword.at, (dates.at(-1) ?? keyword).at) }
}
export const namedWindow = (name: Name): WindowRef => ({ kind: 'named', name, at: name.at })
export const inlineWindow = (open: Token, week: WeekSpan, zone: Text, close: Token): WindowRef => ({
  kind: 'inline',
  span: week,
  zone,
  at: through(open.at, close.at),
})

export const always = (keyword: Token): Rota => ({ kind: 'always', at: keyword.at })
export const rotate = (keyword: Token, every: DurationLiteral, from: TimeLiteral): Rota => ({
  kind: 'rotate',
  every,
  from,
  at: through(keyword.at, from.at),
})
export const rotaDuring = (keyword: Token, window: WindowRef): Rota => ({
  kind: 'during',
  window,
  at: through(keyword.at, window.at),
})
export const level = (
  keyword: Token,
  number: NumberLiteral,
  rota: Rota,
  people: Chain<Handle>,
  close: Token,
  after: DurationLiteral | null,
): ScheduleLevel => ({
  level: number,
  rota,
  people: all(people),
  after,
  at: through(keyword.at, (after ?? close).at),
})
