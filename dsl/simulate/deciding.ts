/** How the rules of a virtual world decide about an alert: by the functions that production uses (D1, D22, D24). */
import { evaluate } from '../compile/evaluate.ts'
import { alertValue } from '../compile/look-up.ts'
import { decideRules, factsOfDecision, type OpenLookUp, type RuleDecision } from '../correlate/decide.ts'
import { openIncidentOf } from '../correlate/open-rule.ts'
import type { Facts } from '../model/facts.ts'
import type { Plan } from '../model/plan.ts'
import { type Alerts, factsOfAlert, type VirtualAlert } from './alert.ts'
import type { Clock } from './clock.ts'
import { heldByConditions, heldByOpening } from './held.ts'
import type { Incidents } from './incidents.ts'
import type { Sequence } from './sequences.ts'
import type { Entry, HeldBack } from './trace.ts'
import type { Triggers } from './triggers.ts'
import type { Windows } from './windows.ts'

/** What deciding needs of the world. */
export interface Decided {
  readonly clock: Clock
  readonly alerts: Alerts
  readonly incidents: Incidents
  readonly assumedOpen: ReadonlySet<string>
  /** Enabled rules in deciding order. */
  readonly plans: readonly Plan[]
  readonly matching: (facts: Facts) => readonly Plan[]
  readonly hear: (entry: Entry) => void
}

/** Whether the rule's `when` holds. */
const holds = ({ when }: Plan, facts: Facts): boolean => when === null || evaluate(when, facts)

export class Deciding {
  readonly #world: Decided
  readonly #windows: Windows
  readonly #triggers: Triggers

  constructor(world: Decided, windows: Windows, triggers: Triggers) {
    this.#world = world
    this.#windows = windows
    this.#triggers = triggers
  }

  /**
   * A firing alert, and the sequences that it ends.
   * @param at event time
   * @returns what lets the rules take it
   */
  alert(alert: VirtualAlert, at: number): () => void {
    const { clock, plans, matching } = this.#world
    const facts = this.#factsOf(alert, {}, at)
    const sequences = this.#triggers.endedBy(alert.id, clock.now)
    const names = (plan: Plan) => this.#namesOf(sequences.find((sequence) => sequence.plan === plan))
    const factsOf = (meta: Plan['meta'], plan: Plan): Facts => ({ ...facts, meta, names: names(plan) })
    const matched = new Set(matching(facts))
    for (const { plan } of sequences) if (holds(plan, factsOf(plan.meta, plan))) matched.add(plan)
    const inOrder = sequences.length > 0 ? plans.filter((plan) => matched.has(plan)) : [...matched]
    return this.#decide(plans, inOrder, alert, at, facts, factsOf)
  }

  /** A sequence that holds by the passing of time: only its own rule is asked, as of the last event's time (D91). */
  sequence(sequence: Sequence): void {
    const { plan, match } = sequence
    const alert = this.#world.alerts.get(match.last.alertId)
    if (!alert) return
    const facts = { ...this.#factsOf(alert, plan.meta, match.last.at), names: this.#namesOf(sequence) }
    this.#world.hear({
      ...{ at: this.#world.clock.now, kind: 'triggered', what: 'sequence' },
      ...{ rule: plan.rule.name, detail: alert.name },
    })
    this.#decide([plan], holds(plan, facts) ? [plan] : [], alert, match.last.at, facts, () => facts)()
  }

  /**
   * What keeps a rule from starting that no alert has started; null when it starts.
   * @param id of this start alone
   */
  heldBack(plan: Plan, facts: Facts, id: string): HeldBack | null {
    const held = heldByConditions(plan, facts, this.#openIncident)
    return held ?? heldByOpening(this.#world.incidents.openingOf(plan, facts, id))
  }

  #decide(
    plans: readonly Plan[],
    matched: readonly Plan[],
    alert: VirtualAlert,
    at: number,
    facts: Facts,
    factsOf: (meta: Plan['meta'], plan: Plan) => Facts,
  ): () => void {
    const { incidents, clock, hear } = this.#world
    const taken = incidents.rulesThatTook(alert.id)
    const decided = decideRules(plans, matched, taken, factsOf, this.#openIncident)
    const rules = decided.rules.map((rule) => this.#withOpening(rule, factsOf(rule.plan.meta, rule.plan), alert.id))
    hear({ at: clock.now, kind: 'decided', alert: alert.id, facts, decisions: { ...decided, rules } })
    return () => {
      for (const { plan, opening } of rules) {
        if (!opening) continue
        const mine = factsOf(plan.meta, plan)
        const counted = this.#windows.counted(plan, mine, at)
        incidents.take(plan, mine, { alert, id: alert.id, counted, names: mine.names })
      }
    }
  }

  #withOpening(rule: RuleDecision, facts: Facts, id: string): RuleDecision {
    if (rule.outcome !== 'takes') return rule
    const opening = this.#world.incidents.openingOf(rule.plan, facts, id)
    const outcome = opening.kind === 'deduped' || opening.kind === 'throttled' ? opening.kind : rule.outcome
    return { ...rule, outcome, opening }
  }

  #factsOf(alert: VirtualAlert, meta: Plan['meta'], at: number): Facts {
    const plain = factsOfDecision(factsOfAlert(alert), meta, this.#world.clock.now)
    const counts = this.#windows.countsFor(plain, at)
    return Object.keys(counts).length > 0 ? { ...plain, counts } : plain
  }

  /** Events of a sequence by their names. */
  #namesOf(sequence: Sequence | undefined): Facts['names'] {
    const events = Object.entries(sequence?.match.events ?? {})
    return Object.fromEntries(
      events.flatMap(([name, { alertId }]) => {
        const alert = this.#world.alerts.get(alertId)
        return alert ? [[name, alertValue(factsOfAlert(alert))]] : []
      }),
    )
  }

  readonly #openIncident: OpenLookUp = (wanted, facts) => {
    const { incidents, clock, assumedOpen } = this.#world
    if (assumedOpen.has(wanted.rule)) return { id: 'given' }
    const open = incidents.all.filter((incident) => incidents.isOpen(incident))
    const seen = open.map((incident) => ({
      id: incident.id,
      rule: incident.plan.rule.name,
      alerts: incidents
        .alertsOf(incident)
        .filter(({ state }) => state !== 'resolved')
        .map((alert) => factsOfDecision(factsOfAlert(alert), incident.plan.meta, clock.now)),
    }))
    return openIncidentOf(wanted, facts, seen)
  }
}
