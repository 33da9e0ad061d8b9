/** Facts and conditions for the tests of the language's meaning. */
import { compile } from '../../../dsl/compile/index.ts'
import type { Condition, Expression } from '../../../dsl/model/expression.ts'
import type { AlertFacts, Facts } from '../../../dsl/model/facts.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import type { CompiledRuleSet } from '../../../dsl/model/rule-set.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

export const now = Date.UTC(2026, 2, 2, 3, 10)

export const alertFacts = (given: Partial<AlertFacts> = {}): AlertFacts => ({
  id: 'alert_1',
  source: 'prometheus',
  name: 'NodeDiskUsage',
  title: 'Disk almost full',
  description: '',
  url: null,
  severity: 'warning',
  status: 'active',
  tags: [],
  value: null,
  started_at: now - 90_000,
  ended_at: null,
  received_at: now,
  count: 1,
  fingerprint: 'f1',
  labels: {},
  metadata: {},
  ...given,
})

export const facts = (alert: Partial<AlertFacts> | null = {}, rest: Partial<Facts> = {}): Facts => ({
  alert: alert && alertFacts(alert),
  incident: null,
  meta: {},
  names: {},
  run: null,
  error: null,
  now,
  ...rest,
})

/** Compiles texts by file name; a text with errors fails the test that wrote it. */
export function ruleSet(texts: Readonly<Record<string, string>>): CompiledRuleSet {
  const files = Object.entries(texts).map(([file, text]) => parse(`edition 1\n${text}`, file))
  const problems = files.flatMap((file) => file.problems)
  if (problems.length > 0) throw new Error(problems.map(({ code, message }) => `${code} ${message}`).join('\n'))
  return compile(files, 'ruleset_1')
}

export function plan(text: string): Plan {
  const [only] = ruleSet({ 'a.rule': text }).plans
  if (!only) throw new Error('no rule in the text')
  return only
}

/** @param more declarations beside the rule */
export function condition(text: string, more = ''): Condition {
  const { when } = plan(`rule "r" { when ${text} then { end ok } }\n${more}`)
  if (!when) throw new Error('no condition')
  return when
}

/** An expression as it would stand in `set x = …`. */
export function expression(text: string): Expression {
  const [step] = plan(`rule "r" { then { set x = ${text} } }`).steps
  if (step?.kind !== 'set') throw new Error('no value')
  return step.value
}
