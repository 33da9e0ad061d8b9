import { remediations } from '../../activities/remediation/index.ts'
import type { Known } from '../../dsl/checks/index.ts'
import type { ConnectionRegistry } from '../connections/index.ts'
import { allUsers } from '../people/all-users.ts'
import type { Store } from '../store/contract.ts'

/** What rules may name without a database: connections of the environment, remediations of this build. */
export const knownNames = (connections: Pick<ConnectionRegistry, 'known'>): Known => ({
  connections: Object.fromEntries(connections.known.map(({ name, type }) => [name, type])),
  remediations: Object.fromEntries(
    Object.values(remediations).map(({ name, parameters }) => [name, Object.keys(parameters.shape)]),
  ),
})

/** Whom rules may name. The schedules of the files know themselves; `oncall` is there without one (D17). */
export const knownHandles = async (store: Pick<Store, 'users'>): Promise<readonly string[]> => [
  'oncall',
  ...(await allUsers(store, 'default')).map((user) => user.handle),
]
