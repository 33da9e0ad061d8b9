/** Second stage: every firing event asks the rules that have not yet taken its alert, by priority (D3, D22, D24). */
import { evaluate } from '../../dsl/compile/evaluate.ts'
import { groupKey } from '../../dsl/correlate/grouping.ts'
import type { AlertFacts } from '../../dsl/model/facts.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import { newId } from '../store/ids.ts'
import type { DecisionRow } from '../store/rows.ts'
import type { Arrival, Batch } from './arrival.ts'
import { alertFacts, decisionFacts } from './facts.ts'
import { sha256 } from './hash.ts'

export function decide(batch: Batch): void {
  const taken = new Map<string, Map<string, string | null>>()
  const known = new Set(batch.rules.plans.map((plan) => plan.rule.id))
  for (const { alert_id, rule_id, incident_id } of batch.ledger.links) {
    // The incident of an action has the action's id for a rule: nobody who is paged took the alert.
    if (!known.has(rule_id)) continue
    const rules = taken.get(alert_id) ?? new Map()
    taken.set(alert_id, rules.set(rule_id, incident_id))
  }
  for (const arrival of batch.arrivals) {
    if (arrival.life?.evaluates !== true || arrival.alert === undefined) continue
    const mine = taken.get(arrival.alert.id) ?? new Map<string, string | null>()
    taken.set(arrival.alert.id, mine)
    ask(batch, arrival, alertFacts(arrival.alert), mine)
  }
}

/** @param taken the rules that took this alert, with the incident; null while it is only decided */
function ask(batch: Batch, arrival: Arrival, alert: AlertFacts, taken: Map<string, string | null>): void {
  const { ledger, rules } = batch
  const facts = decisionFacts(alert, {}, ledger.now)
  const matched = rules.match(facts)
  batch.decided.push({ tenant: ledger.scope.tenant, facts, rules, matched })
  for (const plan of inOrder(rules.plans, matched, taken)) {
    if (taken.has(plan.rule.id)) {
      if (matched.includes(plan)) record(batch, arrival, plan, 'already_taken', null, taken.get(plan.rule.id) ?? null)
    } else if (holds(plan, alert, ledger.now)) record(batch, arrival, plan, 'suppressed', 'suppress when')
    else if (plan.steps.length > 0) {
      const key = groupKey(plan.group, decisionFacts(alert, plan.meta, ledger.now), alert.id)
      arrival.takes.push({ plan, groupKey: key, openKey: sha256(JSON.stringify([plan.rule.id, key])) })
      taken.set(plan.rule.id, null)
    }
    if (plan.stopProcessing) break
  }
  arrival.unmatched = matched.length === 0 && taken.size === 0
  if (arrival.unmatched) record(batch, arrival, null, 'unmatched', null)
}

/** A rule that took the alert earlier still stops lower ones, also when its `when` no longer holds (D24). */
function inOrder(
  plans: readonly Plan[],
  matched: readonly Plan[],
  taken: ReadonlyMap<string, string | null>,
): readonly Plan[] {
  if (taken.size === 0) return matched
  const wanted = new Set(matched)
  return plans.filter((plan) => wanted.has(plan) || (plan.stopProcessing && taken.has(plan.rule.id)))
}

const holds = (plan: Plan, alert: AlertFacts, now: Date): boolean =>
  plan.suppress.some((condition) => evaluate(condition, decisionFacts(alert, plan.meta, now)))

/** What was decided, for explain (D26). */
export function record(
  { ledger, rules }: Batch,
  arrival: Arrival,
  plan: Plan | null,
  outcome: DecisionRow['outcome'],
  reason: string | null,
  incidentId: string | null = null,
): void {
  ledger.decisions.push({
    id: newId('decision'),
    tenant: ledger.scope.tenant,
    event_id: arrival.eventId,
    alert_id: arrival.alert?.id ?? arrival.eventId,
    rule_id: plan?.rule.id ?? null,
    rule_name: plan?.rule.name ?? null,
    outcome,
    reason,
    incident_id: incidentId,
    version: rules.version,
    decided_at: ledger.now,
  })
}
