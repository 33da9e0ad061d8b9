import { remediations } from '../../activities/remediation/index.ts'
import type { Known } from '../../dsl/checks/index.ts'
import type { ScheduleSpec } from '../../dsl/model/schedule.ts'
import type { ConnectionRegistry } from '../connections/index.ts'
import type { Log } from '../observability/log.ts'
import { allUsers } from '../people/all-users.ts'
import { bindFolder } from '../rules/folder.ts'
import { type RuleLoader, ruleLoader } from '../rules/load.ts'
import type { Store } from '../store/contract.ts'
import { systemScope } from '../store/scope.ts'

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
    // The schedules of the files know themselves; `oncall` is there without one (D17).
    handles: ['oncall', ...(await allUsers(store, 'default')).map((user) => user.handle)],
    connections: Object.fromEntries(connections.known.map(({ name, type }) => [name, type])),
    remediations: Object.fromEntries(
      Object.values(remediations).map(({ name, parameters }) => [name, Object.keys(parameters.shape)]),
    ),
  })
  const binding = await bindFolder({ store, folder, log, known, scope: systemScope('default') })
  return {
    source,
    schedules: async (tenant) => (await source.latest(systemScope(tenant))).compiled.schedules,
    close: () => binding.close(),
  }
}
