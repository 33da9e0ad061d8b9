/** Why each rule did what it did with an alert, clause by clause. */
import { type Explanation, explain } from '../compile/explain.ts'
import type { RuleDecision } from '../correlate/decide.ts'
import type { Condition } from '../model/expression.ts'
import { literalText } from '../model/expression-text.ts'
import { type Plan, startsOnAlert } from '../model/plan.ts'
import type { Entry } from './trace.ts'

export type Decided = Extract<Entry, { readonly kind: 'decided' }>

export interface ExplainedRule {
  readonly rule: string
  readonly file: string
  readonly priority: number
  /** `not_asked`: a rule above it says `stop processing`. */
  readonly outcome: RuleDecision['outcome'] | 'not_matched' | 'not_asked' | 'disabled'
  /** Null where the rule takes every alert. */
  readonly when: Explanation | null
  readonly suppress: readonly Explanation[]
  /** Of `not_asked`: the rule that stopped. */
  readonly stoppedBy: string | null
}

/** @param plans all rules, in deciding order */
export const explainRules = (plans: readonly Plan[], decided: Decided): readonly ExplainedRule[] =>
  plans
    .filter((plan) => startsOnAlert(plan) || decided.decisions.rules.some((one) => one.plan.rule.id === plan.rule.id))
    .map((plan) => explainRule(plan, decided))

export function explainRule(plan: Plan, { facts, decisions }: Decided): ExplainedRule {
  const seen = { ...facts, meta: plan.meta }
  const when = plan.when && explain(plan.when, seen)
  const made = decisions.rules.find((one) => one.plan.rule.id === plan.rule.id)
  const holds = when === null || when.holds
  const outcome = !plan.enabled ? 'disabled' : (made?.outcome ?? (holds ? 'not_asked' : 'not_matched'))
  return {
    rule: plan.rule.name,
    file: plan.rule.file,
    priority: plan.priority,
    outcome,
    when,
    suppress: holds ? plan.suppress.map((condition) => explain(condition, seen)) : [],
    stoppedBy: outcome === 'not_asked' ? (decisions.stoppedBy?.rule.name ?? null) : null,
  }
}

/**
 * The clauses of a condition, a line each, with what they read.
 * @example ['✗ all of', '  ✓ alert.source == "a"   (alert.source is "a")', '  ✗ label.env == "b"   (label.env is missing)']
 */
export function clauseLines(condition: Condition, explanation: Explanation, indent = ''): readonly string[] {
  const { clause, holds, reads, why, parts } = explanation
  const sign = holds ? '✓' : '✗'
  const inner = partsOf(condition).flatMap((part, index) => {
    const of = parts[index]
    return of ? clauseLines(part, of, `${indent}  `) : []
  })
  if (condition.kind === 'and' || condition.kind === 'or')
    return [`${indent}${sign} ${condition.kind === 'and' ? 'all of' : 'one of'}`, ...inner]
  const read = reads.map(({ path, value, missing }) => `${path} is ${missing ? 'missing' : literalText(value)}`)
  // What is missing or none is said already.
  const notes = [...read, ...(why !== null && !reads.some(({ value }) => value === null) ? [why] : [])]
  return [`${indent}${sign} ${clause}${notes.length > 0 ? `   (${notes.join(', ')})` : ''}`, ...inner]
}

function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts
    case 'not':
    case 'named':
      return [condition.of]
    default:
      return []
  }
}
