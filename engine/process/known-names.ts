import { remediations } from '../../activities/remediation/index.ts'
import type { Known } from '../../dsl/checks/index.ts'
import type { ConnectionRegistry } from '../connections/index.ts'
import { allUsers } from '../people/all-users.ts'
import { liveNames } from '../rules/live-names.ts'
import type { Store } from '../store/contract.ts'
import { systemScope } from '../store/scope.ts'

/** What rules may name without a database: connections of the environment, remediations of this build. */
export const knownNames = (connections: Pick<ConnectionRegistry, 'known'>): Known => ({
  connections: Object.fromEntries(connections.known.map(({ name, type }) => [name, type])),
  remediations: Object.fromEntries(
    Object.values(remediations).map(({ name, parameters }) => [name, Object.keys(parameters.shape)]),
  ),
  obligatory: Object.fromEntries(
    Object.values(remediations).map(({ name, parameters }) => [
      name,
      Object.entries(parameters.shape).flatMap(([key, schema]) => (schema.safeParse(undefined).success ? [] : [key])),
    ]),
  ),
})

/** What rules may name by the database: people, and what has been seen of late. */
export const knownByDatabase = async (store: Pick<Store, 'users' | 'seen' | 'ruleSets'>): Promise<Known> => ({
  handles: await knownHandles(store),
  ...(await liveNames(store, systemScope('default'))),
})

/** Whom rules may name. The schedules of the files know themselves; `oncall` is there without one (D17). */
const knownHandles = async (store: Pick<Store, 'users'>): Promise<readonly string[]> => [
  'oncall',
  ...(await allUsers(store, 'default')).map((user) => user.handle),
]
