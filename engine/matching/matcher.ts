/**
 * Which rules take an alert: each rule lies in the buckets of its most selective equality, so an alert asks only the
 * rules that it could match, and these decide by closures (D21).
 */
import { nfc } from '../../dsl/compile/compare.ts'
import { readsRoot } from '../../dsl/compile/paths.ts'
import type { AlertFacts, Facts } from '../../dsl/model/facts.ts'
import { type Plan, startsOnAlert } from '../../dsl/model/plan.ts'
import { type Equality, equalitiesOf, type Field } from './bucket-keys.ts'
import { closureOf, type Test } from './closure.ts'

/** Enabled plans that start on alerts and whose `when` holds, in deciding order. Suppression, priority stops and the rest are the pipeline's. */
export type Matcher = (facts: Facts) => readonly Plan[]

interface Entry {
  readonly plan: Plan
  readonly order: number
  readonly test: Test
}
type Buckets = Map<string, Entry[]>

/**
 * The matcher of one rule-set version. `facts.meta` need not be set: every rule reads its own.
 * @param plans in deciding order, as `compile` gives them
 */
export function matcher(plans: readonly Plan[]): Matcher {
  const enabled = plans.filter((plan) => plan.enabled && startsOnAlert(plan))
  const crowd = new Crowd(enabled)
  const fields = new Map<Field, Buckets>()
  const asked: Entry[] = []
  for (const [order, plan] of enabled.entries()) {
    const entry = { plan, order, test: testOf(plan) }
    const best = crowd.mostSelective(plan)
    if (!best) {
      asked.push(entry)
      continue
    }
    const buckets = fields.get(best.field) ?? new Map<string, Entry[]>()
    fields.set(best.field, buckets)
    for (const value of best.values) {
      const bucket = buckets.get(value)
      if (bucket) bucket.push(entry)
      else buckets.set(value, [entry])
    }
  }
  const lookUps = [...fields].map(([field, buckets]) => lookUp(field, buckets))
  return (facts) => {
    const found: Entry[] = []
    for (const entry of asked) if (entry.test(facts)) found.push(entry)
    if (facts.alert) for (const look of lookUps) look(facts.alert, facts, found)
    return found.sort((a, b) => a.order - b.order).map(({ plan }) => plan)
  }
}

/** Facts are one for all rules, so a rule whose condition reads its own `meta` is given it here. */
function testOf({ when, meta }: Plan): Test {
  if (!when) return () => true
  const test = closureOf(when)
  return readsRoot(when, 'meta') ? (facts) => test({ ...facts, meta }) : test
}

type LookUp = (alert: AlertFacts, facts: Facts, found: Entry[]) => void

function lookUp(field: Field, buckets: Buckets): LookUp {
  const ask = (value: string, facts: Facts, found: Entry[]): void => {
    const bucket = buckets.get(nfc(value))
    if (bucket) for (const entry of bucket) if (entry.test(facts)) found.push(entry)
  }
  if (field === 'tag')
    return (alert, facts, found) => {
      for (const tag of new Set(alert.tags.map(nfc))) ask(tag, facts, found)
    }
  if (field === 'source' || field === 'name' || field === 'severity')
    return (alert, facts, found) => ask(alert[field], facts, found)
  const label = field.slice('label.'.length)
  return ({ labels }, facts, found) => {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined
    if (value !== undefined) ask(value, facts, found)
  }
}

/** How many rules ask for each value, so that each lies where it has the fewest neighbours. */
class Crowd {
  readonly #counts = new Map<string, number>()
  readonly #equalities = new Map<Plan, readonly Equality[]>()

  constructor(plans: readonly Plan[]) {
    for (const plan of plans) {
      const equalities = plan.when ? equalitiesOf(plan.when) : []
      this.#equalities.set(plan, equalities)
      for (const { field, values } of equalities)
        for (const value of values) this.#counts.set(`${field}\n${value}`, this.#of(field, value) + 1)
    }
  }

  mostSelective(plan: Plan): Equality | null {
    let best: Equality | null = null
    let least = Number.POSITIVE_INFINITY
    for (const equality of this.#equalities.get(plan) ?? []) {
      const neighbours = Math.max(0, ...equality.values.map((value) => this.#of(equality.field, value)))
      // A severity is shared by a fifth of all alerts, whatever the rules say.
      const weight = equality.field === 'severity' ? neighbours * 100 : neighbours
      if (weight < least) {
        best = equality
        least = weight
      }
    }
    return best
  }

  #of(field: Field, value: string): number {
    return this.#counts.get(`${field}\n${value}`) ?? 0
  }
}
