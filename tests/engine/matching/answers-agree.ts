/** The definition, json-rules-engine, the indexed closures and the simulator give one answer (D21). */
import fc from 'fast-check'
import { expect } from 'vitest'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { toRulesEngine } from '../../../dsl/compile/rules-engine.ts'
import type { Condition, Expression } from '../../../dsl/model/expression.ts'
import type { AlertFacts } from '../../../dsl/model/facts.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import { severities } from '../../../dsl/model/severity.ts'
import type { Json, Value } from '../../../dsl/model/value.ts'
import { matching } from '../../../dsl/simulate/world.ts'
import { matcher } from '../../../engine/matching/matcher.ts'
import { decide } from '../../../engine/matching/rules-engine.ts'
import { alertFacts, facts, plan } from '../../dsl/compile/made.ts'

const at = { start: 0, end: 0 }
// Few words, so that equalities are often true; é in both compositions, and texts that read as other types.
const word = fc.constantFrom('a', 'prod', 'é', 'e\u0301', '', '5', '5%', '95.2 %', '1h30m', '20GiB', '20Gi', 'critical')
const labelName = fc.constantFrom('env', 'took', 'k8s.io/app', '__proto__', 'constructor', 'é')
const literal: fc.Arbitrary<Value> = fc.oneof(
  word,
  fc.integer({ min: -5, max: 100 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(5, 95.2).map((value): Value => ({ $: 'percent', value })),
  fc.constantFrom(0, 5_400_000).map((ms): Value => ({ $: 'duration', ms })),
  fc.constantFrom(0, 20 * 1024 ** 3).map((bytes): Value => ({ $: 'size', bytes })),
  fc.constantFrom(0, 1_772_421_000_000).map((ms): Value => ({ $: 'time', ms })),
  fc.constantFrom(...severities).map((severity): Value => ({ $: 'severity', severity })),
  fc.constant<Value>({ $: 'handle', name: 'a' }),
)
const path: fc.Arbitrary<Expression & { kind: 'path' }> = fc.oneof(
  fc
    .constantFrom('source', 'name', 'severity', 'tags', 'value', 'started_at', 'ended_at', 'count', 'url', 'nothing')
    .map((name) => ({ kind: 'path' as const, root: 'alert' as const, segments: [name], at })),
  labelName.map((name) => ({ kind: 'path' as const, root: 'label' as const, segments: [name], at })),
  fc
    .tuple(labelName, fc.constantFrom<(string | number)[]>([], ['x'], [0], ['length'], ['__proto__'], ['constructor']))
    .map(([name, rest]) => ({ kind: 'path' as const, root: 'metadata' as const, segments: [name, ...rest], at })),
)
const constant = (value: Value): Expression => ({ kind: 'literal', value })
const operand: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: path },
  { weight: 3, arbitrary: literal.map(constant) },
  { weight: 1, arbitrary: fc.array(literal, { maxLength: 3 }).map(constant) },
  {
    weight: 1,
    arbitrary: fc.constant<Expression>({
      kind: 'call',
      name: 'age',
      args: [{ kind: 'path', root: 'alert', segments: ['started_at'], at }],
      at,
    }),
  },
)
const equality: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom('source', 'name', 'severity'), word)
  .map(([name, text]) => ({
    kind: 'compare',
    op: '==',
    left: { kind: 'path', root: 'alert', segments: [name], at },
    right: constant(text),
    at,
  }))
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  equality,
  fc
    .record({ op: fc.constantFrom('==', '!=', '>=', '<=', '>', '<'), left: operand, right: operand })
    .map((parts) => ({ kind: 'compare' as const, ...parts, at }) as Condition),
  fc
    .record({ kind: fc.constantFrom('contains', 'starts with', 'ends with', 'in'), left: operand, right: operand })
    .map((parts) => ({ ...parts, at }) as Condition),
  path.map((of): Condition => ({ kind: 'has', path: of, at })),
  path.map((value): Condition => ({ kind: 'truth', value, at })),
  fc
    .tuple(operand, fc.constantFrom('a', '^é', '5.*', '(?:'), fc.constantFrom('', 'i', 's'))
    .map(([left, pattern, flags]): Condition => ({ kind: 'matches', left, pattern, flags, at })),
  fc.integer({ min: 0, max: 1439 }).map(
    (from): Condition => ({
      kind: 'during',
      name: null,
      window: { zone: 'Asia/Shanghai', spans: [{ days: [1, 2, 3], from, to: from + 300 }], except: [] },
      at,
    }),
  ),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]): Condition => ({ kind, parts, at })),
    tie('condition').map((of): Condition => ({ kind: 'not', of, at })),
    tie('condition').map((of): Condition => ({ kind: 'named', name: 'n', of, at })),
  ),
}))
const json: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(word, { maxLength: 2 }),
  // What only looks like a typed value, and keys that reach for prototypes.
  fc.constantFrom<Json>({ $: 'percent' }, { $: 'percent', value: 5 }, { x: 5 }, JSON.parse('{"__proto__":{"x":1}}')),
)
const record = <T>(values: fc.Arbitrary<T>) => fc.dictionary(labelName, values, { maxKeys: 4 })
const alert: fc.Arbitrary<AlertFacts> = fc
  .record({
    source: word,
    name: word,
    severity: fc.constantFrom(...severities),
    tags: fc.array(word, { maxLength: 3 }),
    value: fc.constantFrom<AlertFacts['value']>(null, 5, { $: 'percent', value: 95.2 }),
    labels: record(word),
    metadata: record(json),
    url: fc.option(word),
  })
  .map(alertFacts)

/** The document travels: by API and CLI, and in plans. */
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))

const base = plan('rule "r" { then { end ok } }')
const planOf = (when: Condition | null, index: number): Plan => ({
  ...base,
  rule: { ...base.rule, id: `r-${index}`, name: `r${index}`, position: index },
  enabled: index % 7 !== 6,
  when,
})

export interface Tally {
  /** Rules asked about alerts. */
  pairs: number
  /** Those whose condition held. */
  held: number
}

/** Random rules and alerts; counts what it compared, for a property says something only if both answers are frequent. */
export const answersAgree = (tally: Tally) =>
  fc.asyncProperty(
    fc.array(fc.option(condition, { freq: 12 }), { minLength: 1, maxLength: 12 }),
    fc.array(fc.option(alert, { freq: 20 }), { minLength: 1, maxLength: 4 }),
    async (conditions, alerts) => {
      const plans = conditions.map(planOf)
      const match = matcher(plans)
      for (const given of alerts) {
        const seen = facts(given)
        const defined = plans.filter(({ when }) => when === null || evaluate(when, seen))
        const enabled = defined.filter(({ enabled }) => enabled).map(({ rule }) => rule.name)
        expect(match(seen).map(({ rule }) => rule.name)).toEqual(enabled)
        expect(matching(plans, seen).map(({ rule }) => rule.name)).toEqual(enabled)
        for (const { when, rule } of plans) {
          const again = await decide(throughJson(toRulesEngine(when)), seen)
          expect([rule.name, again]).toEqual([rule.name, defined.some((other) => other.rule.name === rule.name)])
        }
        tally.pairs += plans.length
        tally.held += defined.length
      }
    },
  )
