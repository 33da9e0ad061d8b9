/** Which rules take a firing alert (D3, D22, D24): one order, for the pipeline and for the simulator. */
import { evaluate } from '../compile/evaluate.ts'
import type { AlertFacts, Facts } from '../model/facts.ts'
import type { Plan } from '../model/plan.ts'

export interface RuleDecision {
  readonly plan: Plan
  /**
   * `takes`: opens or joins an incident. `suppressed`: a `suppress when` holds. `already_taken`: earlier in this episode.
   * `stops`: taken earlier, its `when` no longer holds, but it still stops lower rules. `no_steps`: it only suppresses.
   */
  readonly outcome: 'takes' | 'suppressed' | 'already_taken' | 'stops' | 'no_steps'
}
export interface Decisions {
  /** In deciding order; rules below one that stops are not in it. */
  readonly rules: readonly RuleDecision[]
  /** The rule that kept lower ones from being asked. */
  readonly stoppedBy: Plan | null
  /** No rule's `when` holds, and none took the alert before. */
  readonly unmatched: boolean
}

/**
 * @param plans enabled rules, in deciding order
 * @param matched those of them whose `when` holds, in the same order
 * @param taken ids of the rules that took this alert earlier
 * @param factsOf what a rule with this `meta` sees of the alert
 */
export function decideRules(
  plans: readonly Plan[],
  matched: readonly Plan[],
  taken: { readonly size: number; has(ruleId: string): boolean },
  factsOf: (meta: Plan['meta']) => Facts,
): Decisions {
  const rules: RuleDecision[] = []
  const unmatched = matched.length === 0 && taken.size === 0
  for (const plan of inOrder(plans, matched, taken)) {
    rules.push({ plan, outcome: outcomeOf(plan, matched, taken, factsOf) })
    if (plan.stopProcessing) return { rules, stoppedBy: plan, unmatched }
  }
  return { rules, stoppedBy: null, unmatched }
}

function outcomeOf(
  plan: Plan,
  matched: readonly Plan[],
  taken: { has(ruleId: string): boolean },
  factsOf: (meta: Plan['meta']) => Facts,
): RuleDecision['outcome'] {
  if (taken.has(plan.rule.id)) return matched.includes(plan) ? 'already_taken' : 'stops'
  if (plan.suppress.length > 0) {
    const facts = factsOf(plan.meta)
    if (plan.suppress.some((condition) => evaluate(condition, facts))) return 'suppressed'
  }
  return plan.steps.length > 0 ? 'takes' : 'no_steps'
}

/** A rule that took the alert earlier still stops lower ones, also when its `when` no longer holds (D24). */
function inOrder(
  plans: readonly Plan[],
  matched: readonly Plan[],
  taken: { readonly size: number; has(ruleId: string): boolean },
): readonly Plan[] {
  if (taken.size === 0) return matched
  const wanted = new Set(matched)
  return plans.filter((plan) => wanted.has(plan) || (plan.stopProcessing && taken.has(plan.rule.id)))
}

/** What `when`, `suppress when` and `group by` of a rule see of one alert. */
export const factsOfDecision = (alert: AlertFacts, meta: Plan['meta'], now: number): Facts => ({
  alert,
  incident: null,
  meta,
  names: {},
  run: null,
  error: null,
  now,
})
