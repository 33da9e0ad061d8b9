/** The windows of a virtual world: what `count` and `distinct` ask (D79 to D84). */
import {
  type Count,
  type Counted,
  countAtTime,
  countForEvent,
  nextLeaving,
  nothingCounted,
} from '../correlate/counting.ts'
import { countKey, fed, feedOf } from '../correlate/feeding.ts'
import type { Occurred } from '../correlate/occurrence.ts'
import { type CountAsked, countsIn } from '../model/counts-in.ts'
import type { CountSpec } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import type { Plan } from '../model/plan.ts'
import { conditionsOf } from '../model/plan-conditions.ts'

export class Windows {
  /** By id, with the largest number that any condition compares it with. */
  readonly #asked = new Map<string, CountAsked>()
  readonly #rows = new Map<string, Counted>()

  constructor(plans: readonly Plan[]) {
    for (const asked of plans.flatMap(conditionsOf).flatMap(countsIn)) {
      const known = this.#asked.get(asked.spec.id)
      if (!known || known.bound < asked.bound) this.#asked.set(asked.spec.id, asked)
    }
  }

  /** @param facts what the alert is, also where its rules are not asked */
  feed(occurred: Occurred, facts: Facts): void {
    for (const { spec, bound } of this.#asked.values()) {
      const feed = feedOf(spec, facts)
      if (feed === null) continue
      const row = rowOf(spec, feed.key)
      this.#rows.set(row, fed(this.#rows.get(row) ?? nothingCounted, feed, occurred, bound))
    }
  }

  /** What every window holds for an alert of that event time. */
  countsFor(facts: Facts, at: number): Readonly<Record<string, number>> {
    return this.#read(this.#asked.values(), facts, ({ withinMs }, row) => countForEvent(row, withinMs, at))
  }
  /** What those windows hold now. */
  countsNow(asked: readonly CountAsked[], facts: Facts): Readonly<Record<string, number>> {
    return this.#read(asked, facts, ({ withinMs }, row) => countAtTime(row, withinMs, facts.now))
  }
  /** When one of them next holds less; null when none holds anything. */
  nextChange(asked: readonly CountAsked[], facts: Facts): number | null {
    const changes = asked.flatMap(({ spec }) => nextLeaving(this.#row(spec, facts), spec.withinMs, facts.now) ?? [])
    return changes.length === 0 ? null : Math.min(...changes)
  }
  /** The alerts that the windows of a rule's `when` count, oldest first (D83). */
  counted({ when }: Plan, facts: Facts, at: number): readonly string[] {
    const ids =
      when === null
        ? []
        : countsIn(when).flatMap(({ spec }) => countForEvent(this.#row(spec, facts), spec.withinMs, at).alertIds)
    return [...new Set(ids)]
  }

  #row(spec: CountSpec, facts: Facts): Counted {
    return this.#rows.get(rowOf(spec, countKey(spec, facts))) ?? nothingCounted
  }
  #read(asked: Iterable<CountAsked>, facts: Facts, read: (spec: CountSpec, row: Counted) => Count) {
    return Object.fromEntries([...asked].map(({ spec }) => [spec.id, read(spec, this.#row(spec, facts)).count]))
  }
}

const rowOf = ({ id }: CountSpec, key: string): string => `${id} ${key}`
