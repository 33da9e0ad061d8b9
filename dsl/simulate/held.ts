/** Why a rule that the clock, a request, a hand or an absence would start does not start: one form for all reasons. */
import { evaluate } from '../compile/evaluate.ts'
import { explain } from '../compile/explain.ts'
import { type OpenLookUp, suppressedBy } from '../correlate/decide.ts'
import type { Opening } from '../correlate/opening.ts'
import type { Condition } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import type { Plan } from '../model/plan.ts'
import { clauseLines } from './explained.ts'
import type { HeldBack } from './trace.ts'

/** By its own conditions, in the order in which rules are asked (D3); null when they let it start. */
export function heldByConditions(plan: Plan, facts: Facts, openIncident: OpenLookUp): HeldBack | null {
  const { when, steps, suppress } = plan
  if (when !== null && !evaluate(when, facts))
    return { ...held('when', 'is not taken: its condition does not hold'), clauses: lines(when, facts) }
  const because = suppressedBy(plan, () => facts, openIncident)
  if (because?.kind === 'open rule') return held('suppressed', `is suppressed while rule "${because.rule}" is open`)
  const condition = because === null ? undefined : suppress[because.index]
  if (condition) return { ...held('suppressed', 'is suppressed'), clauses: lines(condition, facts) }
  return steps.length === 0 ? held('no_steps', 'has no steps') : null
}

/** By what it has opened before; null when it opens an incident now. */
export function heldByOpening(opening: Opening): HeldBack | null {
  switch (opening.kind) {
    case 'opens':
      return null
    case 'joins':
      return held('joined', 'joins its open incident, whose run goes on')
    case 'deduped':
      return held('deduped', 'is given to its last incident (dedup)', opening.until)
    case 'throttled':
      return held('throttled', `is throttled: ${opening.opened} opened`, opening.until)
  }
}

const held = (by: HeldBack['by'], reason: string, until: number | null = null): HeldBack => ({
  by,
  reason,
  until,
  clauses: [],
})
const lines = (condition: Condition, facts: Facts): readonly string[] =>
  clauseLines(condition, explain(condition, facts))
