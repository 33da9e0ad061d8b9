import { through } from '../../model/span.ts'
import type { Block, Clause, DurationLiteral, Expr, MapLiteral, Name, NumberLiteral } from '../ast.ts'
import type { Token } from '../token.ts'
import { all, type Chain } from './chain.ts'

export const via = (keyword: Token, chain: Chain<Name>): Clause => {
  const names = all(chain)
  return { kind: 'via', names, at: through(keyword.at, (names.at(-1) ?? keyword).at) }
}
export const using = (keyword: Token, name: Name): Clause => ({
  kind: 'using',
  name,
  at: through(keyword.at, name.at),
})
export const withMap = (keyword: Token, map: MapLiteral): Clause => ({
  kind: 'with',
  map,
  at: through(keyword.at, map.at),
})
export const as = (keyword: Token, name: Name): Clause => ({ kind: 'as', name, at: through(keyword.at, name.at) })
export const atLevel = (keyword: Token, level: NumberLiteral): Clause => ({
  kind: 'level',
  level,
  at: through(keyword.at, level.at),
})
export const lasting = (kind: 'up to' | 'timeout' | 'expires', keyword: Token, duration: DurationLiteral): Clause => ({
  kind,
  duration,
  at: through(keyword.at, duration.at),
})
interface Backoff {
  readonly first: DurationLiteral
  readonly max: DurationLiteral | null
}
export const backoff = (first: DurationLiteral, max: DurationLiteral | null): Backoff => ({ first, max })
export const retry = (keyword: Token, times: NumberLiteral, word: Token, pause: Backoff | null): Clause => ({
  kind: 'retry',
  times,
  backoff: pause?.first ?? null,
  max: pause?.max ?? null,
  at: through(keyword.at, (pause?.max ?? pause?.first ?? word).at),
})
export const verify = (keyword: Token, condition: Expr, within: DurationLiteral): Clause => ({
  kind: 'verify',
  condition,
  within,
  at: through(keyword.at, within.at),
})
export const rollback = (keyword: Token, block: Block): Clause => ({
  kind: 'rollback',
  block,
  at: through(keyword.at, block.at),
})
export const expectStatus = (keyword: Token, from: NumberLiteral, to: NumberLiteral): Clause => ({
  kind: 'expect',
  from,
  to,
  at: through(keyword.at, to.at),
})
