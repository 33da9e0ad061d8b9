/** The windows of a rule: what each counts and by what, where the condition leaves it to the rule (D80, D81). */
import { countsIn } from '../model/counts-in.ts'
import type { Condition, CountSpec } from '../model/expression.ts'
import type { Plan } from '../model/plan.ts'
import { sha256 } from '../model/sha256.ts'
import { CompileFailure } from './failure.ts'
import { readsRoot } from './paths.ts'
import type { Scope } from './scope.ts'

export interface Counting {
  /** What a window without `of` counts; null: everything. */
  readonly of: Condition | null
  /** What a window without `by` is kept by. */
  readonly by: CountSpec['by']
  readonly meta: Plan['meta']
}

/** A condition whose windows are complete. */
export function placed(condition: Condition, counting: Counting): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, parts: condition.parts.map((part) => placed(part, counting)) }
    case 'not':
    case 'named':
      return { ...condition, of: placed(condition.of, counting) }
    case 'count':
      return { ...condition, spec: complete(condition.spec, condition.own, counting) }
    default:
      return condition
  }
}

function complete(spec: CountSpec, own: boolean, counting: Counting): CountSpec {
  const of = own ? spec.of : counting.of
  const meta = of !== null && readsRoot(of, 'meta') ? counting.meta : null
  const by = spec.by.length > 0 ? spec.by : counting.by
  const made = { of, meta, distinct: spec.distinct, by, withinMs: spec.withinMs }
  // Where it stands in its file says nothing of what it counts.
  const text = JSON.stringify(made, (key, value: unknown) => (key === 'at' ? undefined : value))
  return { id: sha256(text).slice(0, 16), ...made }
}

/** What a `when` asks for beside its windows: its conjuncts that hold none. Null where that is nothing. */
export function besideCounts(when: Condition | null): Condition | null {
  if (when === null) return null
  const [first, ...rest] = conjuncts(when).filter((part) => countsIn(part).length === 0)
  if (!first) return null
  return rest.length === 0 ? first : { kind: 'and', parts: [first, ...rest], at: when.at }
}

function conjuncts(condition: Condition): readonly Condition[] {
  if (countsIn(condition).length === 0) return [condition]
  if (condition.kind === 'and') return condition.parts.flatMap(conjuncts)
  return condition.kind === 'named' ? conjuncts(condition.of) : [condition]
}

/** A condition that is asked about one alert by itself: no window may stand in it. */
export function withoutCounts(condition: Condition, scope: Scope): Condition {
  const [count] = countsIn(condition)
  if (count) throw new CompileFailure(scope.file, condition.at, 'a window cannot be asked here')
  return condition
}
