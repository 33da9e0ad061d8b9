/** `suppress while rule "…" open by …`: a rule that is dealing with the cause already (D22). */
import type { Facts } from '../model/facts.ts'
import type { OpenRule } from '../model/plan.ts'
import { keyBy } from './grouping.ts'

/** An incident that is not over. */
export interface OpenIncident {
  readonly id: string
  readonly rule: string
  /** What the rule sees of each of its unresolved alerts; none for those that no alert started. */
  readonly alerts: readonly Facts[]
}

/**
 * The incident of the named rule with which the alert agrees on every path; the first of those given, or null. Without
 * `by` any will do. As for inhibition a missing value equals another missing and an empty one.
 */
export function openIncidentOf(
  { rule, by }: OpenRule,
  facts: Facts,
  incidents: readonly OpenIncident[],
): OpenIncident | null {
  const named = incidents.filter((incident) => incident.rule === rule)
  if (by.length === 0) return named[0] ?? null
  const key = keyBy(by, facts)
  return named.find(({ alerts }) => alerts.some((alert) => keyBy(by, alert) === key)) ?? null
}
