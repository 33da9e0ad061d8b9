/** Which rules take a firing alert (D3, D22, D24): one order, for the pipeline and for the simulator. */
import { evaluate } from '../compile/evaluate.ts'
import type { AlertFacts, Facts } from '../model/facts.ts'
import type { OpenRule, Plan } from '../model/plan.ts'
import type { Opening } from './opening.ts'

/** Finds an incident that is not over; `open-rule.ts` says which. */
export type OpenLookUp = (wanted: OpenRule, facts: Facts) => { readonly id: string } | null

export interface RuleDecision {
  readonly plan: Plan
  /**
   * `takes`: opens or joins an incident. `suppressed`: a `suppress when` holds. `already_taken`: earlier in this episode.
   * `deduped`: attached to the rule's last incident. `throttled`: too many were opened.
   * `stops`: taken earlier, its `when` no longer holds, but it still stops lower rules. `no_steps`: it only suppresses.
   */
  readonly outcome: 'takes' | 'suppressed' | 'deduped' | 'throttled' | 'already_taken' | 'stops' | 'no_steps'
  /** Of `suppressed`: which of its `suppress when` holds, or whose open incident it is. */
  readonly because?: SuppressedBy
  /** What became of an alert that the rule takes, or would but for its dedup or throttle. */
  readonly opening?: Opening
}
export type SuppressedBy =
  | { readonly kind: 'condition'; readonly index: number }
  | { readonly kind: 'open rule'; readonly rule: string; readonly incidentId: string }
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
 * @param factsOf what a rule sees of the alert
 * @param openIncident the open incident for which a `suppress while` holds, or null
 */
export function decideRules(
  plans: readonly Plan[],
  matched: readonly Plan[],
  taken: { readonly size: number; has(ruleId: string): boolean },
  factsOf: (meta: Plan['meta'], plan: Plan) => Facts,
  openIncident: OpenLookUp = () => null,
): Decisions {
  const rules: RuleDecision[] = []
  const unmatched = matched.length === 0 && taken.size === 0
  for (const plan of inOrder(plans, matched, taken)) {
    rules.push({ plan, ...outcomeOf(plan, matched, taken, factsOf, openIncident) })
    if (plan.stopProcessing) return { rules, stoppedBy: plan, unmatched }
  }
  return { rules, stoppedBy: null, unmatched }
}

function outcomeOf(
  plan: Plan,
  matched: readonly Plan[],
  taken: { has(ruleId: string): boolean },
  factsOf: (meta: Plan['meta'], plan: Plan) => Facts,
  openIncident: OpenLookUp,
): Omit<RuleDecision, 'plan'> {
  if (taken.has(plan.rule.id)) return { outcome: matched.includes(plan) ? 'already_taken' : 'stops' }
  const because = suppressedBy(plan, () => factsOf(plan.meta, plan), openIncident)
  if (because !== null) return { outcome: 'suppressed', because }
  return { outcome: plan.steps.length > 0 ? 'takes' : 'no_steps' }
}

/** Why a rule is held back; null when it is not. */
export function suppressedBy(
  { suppress, suppressWhile = [] }: Plan,
  factsOf: () => Facts,
  openIncident: OpenLookUp,
): SuppressedBy | null {
  if (suppress.length === 0 && suppressWhile.length === 0) return null
  const facts = factsOf()
  const index = suppress.findIndex((condition) => evaluate(condition, facts))
  if (index >= 0) return { kind: 'condition', index }
  for (const wanted of suppressWhile) {
    const open = openIncident(wanted, facts)
    if (open) return { kind: 'open rule', rule: wanted.rule, incidentId: open.id }
  }
  return null
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
