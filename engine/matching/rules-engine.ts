/** Runs conditions by json-rules-engine: the second opinion on the matcher, and the form for other tools (D21). */
import { Engine, Fact, type TopLevelCondition } from 'json-rules-engine'
import { compare, has, isTrue, matches } from '../../dsl/compile/compare.ts'
import { memberships } from '../../dsl/compile/evaluate.ts'
import type { Origin, Origins } from '../../dsl/compile/origin.ts'
import type { OperandRef, Operator, RulesEngineDocument } from '../../dsl/compile/rules-engine.ts'
import { valueOf } from '../../dsl/compile/value-of.ts'
import type { CompareOp, WindowSpec } from '../../dsl/model/expression.ts'
import type { Facts } from '../../dsl/model/facts.ts'
import type { Value } from '../../dsl/model/value.ts'
import { isDuring } from '../../dsl/model/window.ts'

interface Operand {
  readonly value: Value | undefined
  readonly origin: Origin
}
type Evaluator = (left: never, right: never) => boolean

const originsOf = (left: Operand, right: Operand): Origins => ({ left: left.origin, right: right.origin })

const comparison =
  (op: CompareOp) =>
  (left: Operand, right: Operand): boolean =>
    compare(op, left.value, right.value, originsOf(left, right))

const membership =
  (kind: keyof typeof memberships) =>
  (left: Operand, right: Operand): boolean =>
    memberships[kind](left.value, right.value, originsOf(left, right))

const operators: { readonly [K in Exclude<Operator, 'tocsin compare'>]: Evaluator } = {
  'tocsin ==': comparison('=='),
  'tocsin !=': comparison('!='),
  'tocsin >=': comparison('>='),
  'tocsin <=': comparison('<='),
  'tocsin >': comparison('>'),
  'tocsin <': comparison('<'),
  'tocsin contains': membership('contains'),
  'tocsin starts with': membership('starts with'),
  'tocsin ends with': membership('ends with'),
  'tocsin in': membership('in'),
  'tocsin has': ({ value }: Operand) => has(value),
  'tocsin truth': ({ value }: Operand) => isTrue(value),
  'tocsin matches': ({ value, origin }: Operand, { pattern, flags }: { pattern: string; flags: string }) =>
    matches(value, pattern, flags, origin),
  'tocsin count': (count: number | undefined, { op, bound }: { op: CompareOp; bound: number }) =>
    count !== undefined && compare(op, count, bound, { left: 'typed', right: 'constant' }),
  'tocsin during': (now: number, window: WindowSpec) => isDuring(window, now),
}

/**
 * Decides by json-rules-engine alone.
 * @throws {Error} when the document is none of `toRulesEngine`'s: an unknown operator or fact
 */
export async function decide(document: RulesEngineDocument, facts: Facts): Promise<boolean> {
  const engine = new Engine()
  for (const [name, evaluator] of Object.entries(operators)) engine.addOperator(name, evaluator)
  // Uncached: its cache would hash every expression to save a look-up that is cheaper than the hash.
  const operand = ({ expression, origin }: OperandRef['params']): Operand => ({
    value: valueOf(expression, facts),
    origin,
  })
  engine.addFact(new Fact('operand', (params) => operand(params as OperandRef['params']), { cache: false }))
  engine.addFact(new Fact('now', () => facts.now, { cache: false }))
  engine.addFact(
    new Fact('count', (params) => facts.counts?.[(params as { readonly window: string }).window], { cache: false }),
  )
  // Its types know arrays that may change; it copies them.
  engine.addRule({ conditions: document as unknown as TopLevelCondition, event: { type: 'matched' } })
  const { events } = await engine.run()
  return events.length > 0
}
