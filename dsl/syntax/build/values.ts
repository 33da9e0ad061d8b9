import { through } from '../../model/span.ts'
import type { Call, Handle, List, MapEntry, MapLiteral, Name, NameRef, Path, Sum, Value } from '../ast.ts'
import { readDuration, readNumber, readPath, readPercent, readSize } from '../literals.ts'
import type { Token } from '../token.ts'
import { all, type Chain } from './chain.ts'

type One = readonly [Token]

export const name = ([token]: One): Name => ({ kind: 'name', text: token.text.normalize('NFC'), at: token.at })
export const path = ([token]: One): Path => ({ kind: 'path', segments: readPath(token.text), at: token.at })
export const handle = ([token]: One): Handle => ({
  kind: 'handle',
  name: token.text.slice(1).normalize('NFC'),
  at: token.at,
})
export const ref = ([written]: readonly [Name]): NameRef => ({ kind: 'ref', name: written.text, at: written.at })
export const number = ([token]: One) => ({ kind: 'number', value: readNumber(token.text), at: token.at }) as const
export const duration = ([token]: One) => ({ kind: 'duration', ms: readDuration(token.text), at: token.at }) as const
export const size = ([token]: One) => ({ kind: 'size', bytes: readSize(token.text), at: token.at }) as const
export const percent = ([token]: One) => ({ kind: 'percent', value: readPercent(token.text), at: token.at }) as const
export const date = ([token]: One) => ({ kind: 'date', text: token.text, at: token.at }) as const
export const datetime = ([token]: One) => ({ kind: 'datetime', text: token.text, at: token.at }) as const
export const constant = ([token]: One) =>
  token.text === 'none'
    ? ({ kind: 'none', at: token.at } as const)
    : ({ kind: 'boolean', value: token.text === 'true', at: token.at } as const)

const literals: Readonly<Partial<Record<Token['type'], (parts: One) => Value>>> = {
  number,
  duration,
  size,
  percent,
  date,
  datetime,
  handle,
  bool: constant,
}
/** The literal that one token is, or null. A text is none: what is in it is read too (`texts.ts`). */
export const literal = (token: Token): Value | null => literals[token.type]?.([token]) ?? null

export const call = (written: Name, args: Chain<Value> | null, close: Token): Call => ({
  kind: 'call',
  name: written,
  args: all(args ?? []),
  at: through(written.at, close.at),
})
export const list = (open: Token, items: Chain<Value> | null, close: Token): List => ({
  kind: 'list',
  items: all(items ?? []),
  at: through(open.at, close.at),
})
export const map = (open: Token, entries: Chain<MapEntry>, close: Token): MapLiteral => ({
  kind: 'map',
  entries: all(entries),
  at: through(open.at, close.at),
})
export const sum = (left: Value, op: Token, right: Value): Sum => ({
  kind: 'sum',
  op: op.text === '-' ? '-' : '+',
  left,
  right,
  at: through(left.at, right.at),
})
