/** Second stage: every firing event asks the rules that have not yet taken its alert, by priority (D3, D22, D24). */
import { decideRules } from '../../dsl/correlate/decide.ts'
import { groupKey } from '../../dsl/correlate/grouping.ts'
import type { AlertFacts } from '../../dsl/model/facts.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import { newId } from '../store/ids.ts'
import type { DecisionRow } from '../store/rows.ts'
import type { Arrival, Batch } from './arrival.ts'
import { alertFacts, decisionFacts } from './facts.ts'
import { openKeyOf } from './identity.ts'

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
  const factsOf = (meta: Plan['meta']) => decisionFacts(alert, meta, ledger.now)
  const decisions = decideRules(rules.plans, matched, taken, factsOf)
  for (const { plan, outcome } of decisions.rules) {
    const { id } = plan.rule
    if (outcome === 'already_taken') record(batch, arrival, plan, outcome, null, taken.get(id) ?? null)
    if (outcome === 'suppressed') record(batch, arrival, plan, outcome, 'suppress when')
    if (outcome !== 'takes') continue
    const key = groupKey(plan.group, factsOf(plan.meta), alert.id)
    arrival.takes.push({ plan, groupKey: key, openKey: openKeyOf(id, key) })
    taken.set(id, null)
  }
  arrival.unmatched = decisions.unmatched
  if (arrival.unmatched) record(batch, arrival, null, 'unmatched', null)
}

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
