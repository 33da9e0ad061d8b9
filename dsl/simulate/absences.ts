/** The absences of a virtual world (D92). */
import { evaluate } from '../compile/evaluate.ts'
import { type Awaited, absenceAt, awaitFrom, dueAt, seen } from '../correlate/absence.ts'
import { keyBy } from '../correlate/grouping.ts'
import type { AlertFacts, Facts } from '../model/facts.ts'
import type { AbsenceTrigger, Plan } from '../model/plan.ts'

export interface Absence {
  readonly plan: Plan
  readonly trigger: AbsenceTrigger
  readonly key: string
  /** The alert by which the key was learnt; null where there is no `by`. */
  readonly learntFrom: AlertFacts | null
}
interface Kept {
  readonly plan: Plan
  readonly trigger: AbsenceTrigger
  readonly rows: Map<string, { readonly state: Awaited; readonly learntFrom: AlertFacts | null }>
}

export class Absences {
  readonly #all: readonly Kept[]

  /** @param since when the rules were published */
  constructor(plans: readonly Plan[], since: number) {
    this.#all = plans.flatMap((plan) => {
      const { trigger } = plan
      if (trigger?.kind !== 'absence') return []
      const rows: Kept['rows'] = new Map()
      if (trigger.by.length === 0) rows.set('', { state: awaitFrom(since), learntFrom: null })
      return [{ plan, trigger, rows }]
    })
  }

  /**
   * An event that came, also one told before: it is not absent.
   * @returns those whose absence is over by it
   */
  feed(at: number, alert: AlertFacts, factsOf: (meta: Plan['meta']) => Facts): readonly Absence[] {
    return this.#all.flatMap(({ plan, trigger, rows }) => {
      const facts = factsOf(plan.meta)
      if (!evaluate(trigger.of, facts)) return []
      const key = keyBy(trigger.by, facts)
      const { state, back } = seen(rows.get(key)?.state ?? null, at)
      const learntFrom = trigger.by.length === 0 ? null : alert
      rows.set(key, { state, learntFrom })
      return back ? [{ plan, trigger, key, learntFrom }] : []
    })
  }

  /** What has stayed away for the whole time, each once. */
  due(now: number): readonly Absence[] {
    return this.#all.flatMap(({ plan, trigger, rows }) =>
      [...rows].flatMap(([key, { state, learntFrom }]) => {
        const { state: after, decision } = absenceAt(state, trigger.forMs, trigger.by.length === 0, now)
        if (after === null) rows.delete(key)
        else rows.set(key, { state: after, learntFrom })
        return decision.kind === 'absent' ? [{ plan, trigger, key, learntFrom }] : []
      }),
    )
  }
  /** When something is absent by the passing of time; null when nothing will be. */
  next(): number | null {
    const dues = this.#all.flatMap(({ trigger, rows }) =>
      [...rows.values()].flatMap(({ state }) => (state.told ? [] : [dueAt(state, trigger.forMs)])),
    )
    return dues.length === 0 ? null : Math.min(...dues)
  }
}
