/** The sequences of a virtual world (D91). */
import { evaluate } from '../compile/evaluate.ts'
import { keyBy } from '../correlate/grouping.ts'
import { defaultLateness, type Occurred } from '../correlate/occurrence.ts'
import {
  matchesDue,
  nextDue,
  nothingSequenced,
  type Sequenced,
  type SequenceMatch,
  sequence,
} from '../correlate/sequence.ts'
import type { Facts } from '../model/facts.ts'
import type { Plan, SequenceTrigger } from '../model/plan.ts'

/** A match of a rule's sequence. */
export interface Sequence {
  readonly plan: Plan
  readonly match: SequenceMatch
}
interface Kept {
  readonly plan: Plan
  readonly trigger: SequenceTrigger
  /** By key. */
  readonly rows: Map<string, Sequenced>
}

export class Sequences {
  readonly #all: readonly Kept[]

  constructor(plans: readonly Plan[]) {
    this.#all = plans.flatMap((plan) =>
      plan.trigger?.kind === 'sequence' ? [{ plan, trigger: plan.trigger, rows: new Map() }] : [],
    )
  }

  /** @param factsOf what the rule sees of the alert */
  feed({ id, at, alertId }: Occurred, factsOf: (meta: Plan['meta']) => Facts): void {
    for (const { plan, trigger, rows } of this.#all) {
      const facts = factsOf(plan.meta)
      const fits = trigger.parts.flatMap(({ where }, index) => (evaluate(where, facts) ? [index] : []))
      const key = keyBy(trigger.by, facts)
      const before = rows.get(key) ?? nothingSequenced
      rows.set(key, sequence(before, { id, at, alertId, fits }, trigger.withinMs, defaultLateness.pastMs))
    }
  }

  /** Matches that hold now, each once. */
  due(now: number): readonly Sequence[] {
    return this.#all.flatMap(({ plan, trigger, rows }) =>
      [...rows].flatMap(([key, row]) => {
        const { state, matches } = matchesDue(row, trigger.parts, trigger.withinMs, now)
        rows.set(key, state)
        return matches.map((match) => ({ plan, match }))
      }),
    )
  }
  /** When one holds by the passing of time; null when none will. */
  next(): number | null {
    const dues = this.#all.flatMap(({ trigger, rows }) =>
      [...rows.values()].flatMap((row) => nextDue(row, trigger.parts, trigger.withinMs) ?? []),
    )
    return dues.length === 0 ? null : Math.min(...dues)
  }
}
