import type { Known } from '../../dsl/checks/index.ts'
import type { ScheduleSpec } from '../../dsl/model/schedule.ts'
import type { ConnectionRegistry } from '../connections/index.ts'
import type { Log } from '../observability/log.ts'
import { bindFolder } from '../rules/folder.ts'
import { type RuleLoader, ruleLoader } from '../rules/load.ts'
import type { Store } from '../store/contract.ts'
import { systemScope } from '../store/scope.ts'
import { knownByDatabase, knownNames } from './known-names.ts'

export interface Rules {
  readonly source: RuleLoader
  /** Schedules of a tenant's live rule set, by name. */
  readonly schedules: (tenant: string) => Promise<Readonly<Record<string, ScheduleSpec>>>
  close(): Promise<void>
}

/** The rules of this process, with the folder bound to tenant `default` (D15). */
export async function openRules(parts: {
  readonly store: Store
  readonly folder: string
  readonly connections: ConnectionRegistry
  readonly log: Log
}): Promise<Rules> {
  const { store, folder, connections, log } = parts
  const source = ruleLoader({ store, log })
  const known = async (): Promise<Known> => ({
    ...knownNames(connections),
    ...(await knownByDatabase(store)),
  })
  const binding = await bindFolder({ store, folder, log, known, scope: systemScope('default') })
  return {
    source,
    schedules: async (tenant) => (await source.latest(systemScope(tenant))).compiled.schedules,
    close: () => binding.close(),
  }
}
