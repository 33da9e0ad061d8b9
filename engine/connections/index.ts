/** Connections as the environment describes them (D20), checked against the schema of their type. */
import { connectionTypes } from '../../activities/connection-types.ts'
import type { Connections, ResolvedConnection } from '../../activities/dependencies.ts'
import { entryOf } from '../../dsl/model/registry.ts'
import type { ConnectionSetting } from '../config.ts'
import { type ConnectionProblem, readConnection } from './read-connection.ts'

/** All connections of this installation. The environment's serve tenant `default`. */
export interface ConnectionRegistry extends Connections {
  /** Name and type of each usable one, the built-in `inbox` first. */
  readonly known: readonly { readonly name: string; readonly type: string; readonly title: string }[]
  /** Invalid and duplicate ones, for `tocsin doctor` and the log. An invalid connection is not there for its users. */
  readonly problems: readonly ConnectionProblem[]
  /** Type of a connection, or null when there is none of that name. */
  typeOf(tenant: string, name: string): string | null
}

const tenantOfEnvironment = 'default'
const inbox: ResolvedConnection = { name: 'inbox', type: 'inbox', config: {} }

/** Reads every connection; what is wrong with one makes that one unusable and stops nothing else (D17). */
export function openConnections(settings: readonly ConnectionSetting[]): ConnectionRegistry {
  const connections = new Map<string, ResolvedConnection>([[inbox.name, inbox]])
  const problems: ConnectionProblem[] = []
  for (const setting of settings) {
    if (connections.has(setting.name)) {
      problems.push({
        connection: setting.name,
        variable: firstVariable(setting),
        message: `makes a second connection "${setting.name}"; the first one stands. Remove one or give it another name.`,
      })
      continue
    }
    const read = readConnection(setting)
    if ('problems' in read) problems.push(...read.problems)
    else connections.set(setting.name, read.connection)
  }
  const find = (tenant: string, name: string): ResolvedConnection | null =>
    name === inbox.name ? inbox : tenant === tenantOfEnvironment ? (connections.get(name) ?? null) : null
  return {
    get: async ({ tenant, name }) => find(tenant, name),
    typeOf: (tenant, name) => find(tenant, name)?.type ?? null,
    known: [...connections.values()].map(({ name, type }) => ({
      name,
      type,
      title: entryOf(connectionTypes, type)?.title ?? type,
    })),
    problems,
  }
}

const firstVariable = ({ name, variables }: ConnectionSetting): string =>
  Object.values(variables)[0] ?? `TOCSIN_CONN_${name.toUpperCase()}_TYPE`
