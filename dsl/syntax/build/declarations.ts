import { type Span, through } from '../../model/span.ts'
import type {
  Block,
  Condition,
  Connection,
  Const,
  Declaration,
  Expr,
  Handler,
  Inhibit,
  MapLiteral,
  Name,
  NumberLiteral,
  Param,
  Path,
  Playbook,
  Rule,
  RuleItem,
  Schedule,
  ScheduleLevel,
  Template,
  Test,
  TestItem,
  Text,
  Use,
  Value,
  Window,
} from '../ast.ts'
import type { Token, Word } from '../token.ts'
import { all, type Chain } from './chain.ts'

/** What one piece of a file parses to. */
export interface Piece {
  readonly edition: NumberLiteral | null
  readonly declarations: readonly Declaration[]
}
export const file = (edition: NumberLiteral | null, declarations: Chain<Declaration>): Piece => ({
  edition,
  declarations: all(declarations),
})

const declared = (keyword: Word, last: { readonly at: Span }) => ({
  doc: keyword.doc,
  at: through(keyword.at, last.at),
})
export const use = (keyword: Word, path: Text): Use => ({ kind: 'use', path, ...declared(keyword, path) })
export const constDeclaration = (keyword: Word, name: Name, value: Value): Const => ({
  kind: 'const',
  name,
  value,
  ...declared(keyword, value),
})
export const condition = (keyword: Word, name: Name, expr: Expr): Condition => ({
  kind: 'condition',
  name,
  expr,
  ...declared(keyword, expr),
})
export const connection = (keyword: Word, name: Name, type: Name, config: MapLiteral): Connection => ({
  kind: 'connection',
  keyword: keyword.text as Connection['keyword'],
  name,
  type,
  config,
  ...declared(keyword, config),
})
export const template = (keyword: Word, name: Name, text: Text): Template => ({
  kind: 'template',
  name,
  text,
  ...declared(keyword, text),
})
export const window = (
  keyword: Word,
  name: Name,
  zone: Text,
  lines: Chain<Window['lines'][number]>,
  close: Token,
): Window => ({ kind: 'window', name, zone, lines: all(lines), ...declared(keyword, close) })
export const schedule = (
  keyword: Word,
  name: Name,
  zone: Text,
  levels: Chain<ScheduleLevel>,
  close: Token,
): Schedule => ({ kind: 'schedule', name, zone, levels: all(levels), ...declared(keyword, close) })
export const inhibit = (
  keyword: Word,
  name: Name,
  source: Expr,
  mutes: Expr,
  by: Chain<Path> | null,
  close: Token,
): Inhibit => ({ kind: 'inhibit', name, source, mutes, by: all(by ?? []), ...declared(keyword, close) })
export const param = (name: Name, type: Name, value: Value | null): Param => ({
  name,
  type,
  value,
  at: through(name.at, (value ?? type).at),
})
export const playbook = (
  keyword: Word,
  name: Name,
  params: Chain<Param> | null,
  meta: MapLiteral | null,
  block: Block,
  chain: Chain<Handler>,
): Playbook => {
  const handlers = all(chain)
  return {
    kind: 'playbook',
    name,
    params: all(params ?? []),
    meta,
    block,
    handlers,
    ...declared(keyword, handlers.at(-1) ?? block),
  }
}
export const rule = (keyword: Word, name: Text, items: Chain<RuleItem>, close: Token): Rule => ({
  kind: 'rule',
  name,
  items: all(items),
  ...declared(keyword, close),
})
export const test = (keyword: Word, name: Text, items: Chain<TestItem>, close: Token): Test => ({
  kind: 'test',
  name,
  items: all(items),
  ...declared(keyword, close),
})
