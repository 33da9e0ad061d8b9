/** The rules as the pipeline asks for them; `engine/rules` compiles and keeps them. */
import type { Facts } from '../../dsl/model/facts.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import type { Scope } from '../store/scope.ts'

/** One compiled rule-set version. */
export interface ActiveRules {
  /** Rule-set id; '' where the tenant has none yet. */
  readonly version: string
  readonly revision: number
  /** In deciding order (D24), those that are disabled left out. */
  readonly plans: readonly Plan[]
  /** Those of `plans` whose `when` holds, in the same order. */
  match(facts: Facts): readonly Plan[]
}

export interface RuleSource {
  /** The tenant's rules, compiled from `revision` or a newer one (D16). */
  current(scope: Scope, revision: number): Promise<ActiveRules>
}
