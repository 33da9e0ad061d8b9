/** Compiled rules by tenant, each version compiled once (D16). */
import type { CompiledRuleSet } from '../../dsl/model/rule-set.ts'
import { matcher } from '../matching/matcher.ts'
import type { ActiveRules, RuleSource } from '../pipeline/rules.ts'
import type { Store } from '../store/contract.ts'
import type { Log } from '../store/log.ts'
import type { RuleSetRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import { examine } from './examine.ts'
import { soundFiles } from './last-good.ts'

export interface LoadedRules extends ActiveRules {
  readonly compiled: CompiledRuleSet
}

export interface RuleLoader extends RuleSource {
  current(scope: Scope, revision: number): Promise<LoadedRules>
  /** The newest version: schedules for the directory, plans for pages. */
  latest(scope: Scope): Promise<LoadedRules>
}

export function ruleLoader({ store, log }: { readonly store: Pick<Store, 'ruleSets'>; readonly log: Log }): RuleLoader {
  const loaded = new Map<string, LoadedRules>()
  const loading = new Map<string, Promise<LoadedRules>>()
  const load = (scope: Scope): Promise<LoadedRules> => {
    const before = loading.get(scope.tenant)
    if (before) return before
    const mine = store.ruleSets
      .latest(scope)
      .then((row) => {
        const known = loaded.get(scope.tenant)
        const rules = known && known.version === (row?.id ?? '') ? known : compileRow(row, log)
        loaded.set(scope.tenant, rules)
        return rules
      })
      .finally(() => loading.delete(scope.tenant))
    loading.set(scope.tenant, mine)
    return mine
  }
  return {
    async current(scope, revision) {
      const known = loaded.get(scope.tenant)
      if (known && known.revision >= revision) return known
      // A load that began before this revision was committed may miss it; one that begins now does not.
      const found = await load(scope)
      return found.revision >= revision ? found : load(scope)
    },
    async latest(scope) {
      return this.current(scope, await store.ruleSets.revision(scope))
    },
  }
}

/** A version is published only if it checks. One that an older Tocsin published may not: what still does goes on. */
function compileRow(row: RuleSetRow | null, log: Log): LoadedRules {
  const version = row?.id ?? ''
  const files = row?.files ?? {}
  const first = examine(files, version, {})
  if (first.compiled) return active(first.compiled, row?.revision ?? 0)
  log.error({ version, files: [...first.broken] }, 'Stored rules are not executed by this version and left out')
  const { compiled } = examine(soundFiles({ files, unread: [] }, {}, {}).files, version, {})
  if (compiled === null) throw new Error(`No file of rule set ${version} can be executed.`)
  return active(compiled, row?.revision ?? 0)
}

function active(compiled: CompiledRuleSet, revision: number): LoadedRules {
  const plans = compiled.plans.filter((plan) => plan.enabled)
  return { version: compiled.version, revision, plans, match: matcher(plans), compiled }
}
