/** Random conditions, rules and alerts, and what must hold of all that is called unreachable or constant (D75). */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { check } from '../../../dsl/checks/index.ts'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { compile } from '../../../dsl/compile/index.ts'
import { factsOfDecision } from '../../../dsl/correlate/decide.ts'
import type { AlertFacts } from '../../../dsl/model/facts.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { alertFacts, now } from '../compile/made.ts'

export const rule = (name: string, rest: string) => `rule "${name}" { ${rest} then { end ok } }\n`
export const stopping = (name: string, rest: string) => `rule "${name}" { ${rest} then { end ok } stop processing }\n`

const texts = fc.constantFrom('a', 'ab', 'abc', 'b', '5', '7', 'high', '')
const paths = fc.constantFrom('label.x', 'label.y', 'metadata.m', 'alert.name')
const quoted = texts.map((text) => `"${text}"`)
const leaf = fc.oneof(
  fc.tuple(paths, fc.constantFrom('==', '!='), quoted).map((parts) => parts.join(' ')),
  fc.tuple(paths, fc.array(quoted, { maxLength: 3 })).map(([path, all]) => `${path} in [${all.join(', ')}]`),
  fc.tuple(paths, fc.constantFrom('starts with', 'ends with', 'contains'), quoted).map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('label.x', 'metadata.m', 'alert.value', 'alert.count'),
      fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
      fc.constantFrom('5', '7', '5%', '5.5', '-1'),
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('alert.severity', 'label.x'),
      fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
      fc.constantFrom('critical', 'high', 'warning', 'info', 'unknown'),
    )
    .map((parts) => parts.join(' ')),
  paths.map((path) => `has ${path}`),
  fc.constantFrom(
    'alert.severity in [high, critical]',
    'five > label.x',
    'label.x == word',
    'named',
    'alert.name matches /a/',
  ),
)
const condition = fc.letrec<{ all: string }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie('all'), fc.constantFrom('and', 'or'), tie('all')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('all').map((of) => `not (${of})`),
  ),
})).all

const given = fc.option(fc.oneof(texts, fc.constant('5.5'), fc.constant('5%')), { nil: undefined })
const alert: fc.Arbitrary<AlertFacts> = fc
  .record({
    x: given,
    y: given,
    m: fc.option(
      fc.oneof(
        texts,
        fc.constantFrom<number | boolean | string[] | null>(5, 7, true, null, ['a', 'ab']),
        fc.constant(5.5),
      ),
      { nil: undefined },
    ),
    name: texts,
    severity: fc.constantFrom('critical', 'high', 'warning', 'info', 'unknown'),
    count: fc.constantFrom(1, 5, 6, 7),
    value: fc.constantFrom(null, 5, 6, { $: 'percent' as const, value: 5 }),
  })
  .map(({ x, y, m, ...rest }) =>
    alertFacts({
      ...rest,
      labels: { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) },
      metadata: m === undefined ? {} : { m },
    }),
  )
const holds = ({ when: condition, meta }: Plan, one: AlertFacts): boolean =>
  condition === null || evaluate(condition, factsOfDecision(one, meta, now))

const declared = 'const five = 5\nconst word = "ab"\ncondition named = label.y == "b" or has label.x\n'

/** No rule that is called unreachable takes any of the alerts. @param told counts the rules called so */
export const unreachableIsCertain = (told: { count: number }) =>
  fc.property(
    fc.array(fc.tuple(condition, fc.constantFrom(1, 2, 3), fc.boolean()), { minLength: 2, maxLength: 5 }),
    fc.array(alert, { minLength: 20, maxLength: 20 }),
    (rules, alerts) => {
      const text = rules.map(([of, priority, stop], index) =>
        (stop ? stopping : rule)(`r${index}`, `priority ${priority} when ${of}`),
      )
      const files = [parse(declared + text.join(''), 'a.rule')]
      const never = new Set(check(files, {}).flatMap(({ code, args }) => (code === 'W501' ? [String(args.name)] : [])))
      told.count += never.size
      if (never.size === 0) return
      const { plans } = compile(files, 'v')
      for (const one of alerts)
        for (const plan of plans) {
          if (!holds(plan, one)) continue
          assert(!never.has(plan.rule.name), `${plan.rule.name} matches`)
          if (plan.stopProcessing) break
        }
    },
  )

/** A condition called constant is the same for all of the alerts. @param told counts the conditions called so */
export const constantIsCertain = (told: { never: number; always: number }) =>
  fc.property(condition, fc.array(alert, { minLength: 30, maxLength: 30 }), (of, alerts) => {
    const files = [parse(declared + rule('r', `when ${of}`), 'a.rule')]
    const found = check(files, {}).find(({ code }) => code === 'W504')
    if (!found) return
    const expected = found.args.variant === 'always'
    told[expected ? 'always' : 'never'] += 1
    const [plan] = compile(files, 'v').plans
    for (const one of alerts) assert.equal(plan && holds(plan, one), expected)
  })
