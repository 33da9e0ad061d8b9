import type { Directory, Recipient } from '../../activities/dependencies.ts'
import { levelReached, onCall, type ScheduleSpec, scheduleOf } from '../../dsl/model/schedule.ts'
import type { Store } from '../store/contract.ts'
import type { UserRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { allUsers } from './all-users.ts'
import { type ConnectionTypes, contactsOfPerson, contactsOfPlace, mailOf, roomOf } from './contacts.ts'

export interface DirectoryParts {
  readonly store: Pick<Store, 'users'>
  readonly connections: ConnectionTypes
  /** The schedules of a tenant's live rule set, by name. */
  readonly schedules: (tenant: string) => Promise<Readonly<Record<string, ScheduleSpec>>>
}

/**
 * Who a name means now, asked at each use and never kept in a plan (D74). A person's name comes before a schedule's of the
 * same spelling. Teams and rooms with a connection of their own are not known to this version: rooms are reached by the
 * connections that the step names.
 */
export function createDirectory({ store, connections, schedules }: DirectoryParts): Directory {
  const user = (tenant: string, handle: string) => store.users.get(systemScope(tenant), handle)
  const schedule = async (tenant: string, name: string): Promise<ScheduleSpec | null> => {
    const declared = await schedules(tenant)
    return scheduleOf(declared, name)
  }
  const recipientOf = (person: UserRow, via: readonly string[]): Recipient => ({
    target: `@${person.handle}`,
    contacts: contactsOfPerson(person, via, connections),
  })
  const mailed = (person: UserRow): Recipient[] => {
    const contacts = mailOf(person, connections)
    return contacts.length > 0 ? [{ target: `@${person.handle}`, contacts }] : []
  }
  return {
    async recipients({ tenant, target, via, level, now }) {
      if (!target.startsWith('@')) return [{ target, contacts: contactsOfPlace(tenant, target, via, connections) }]
      const handle = target.slice(1)
      const person = await user(tenant, handle)
      if (person) return [recipientOf(person, via)]
      const found = await schedule(tenant, handle)
      if (!found) return []
      const handles = [...new Set(onCall(found, level, now))]
      const people = await Promise.all(handles.map((name) => user(tenant, name.replace(/^@/, ''))))
      return people.filter((one) => one !== null).map((one) => recipientOf(one, via))
    },
    async levels({ tenant, target }) {
      if (!target.startsWith('@')) return 1
      const handle = target.slice(1)
      if (await user(tenant, handle)) return 1
      const found = await schedule(tenant, handle)
      return found ? Math.max(0, ...found.levels.map(({ level }) => level)) : 0
    },
    async levelReached({ tenant, target, highest_paged, first_paged_at, now }) {
      if (!target.startsWith('@')) return 1
      const handle = target.slice(1)
      if (await user(tenant, handle)) return 1
      const found = await schedule(tenant, handle)
      return found ? levelReached(found, highest_paged, first_paged_at, now) : 1
    },
    async fallback({ tenant }) {
      const admins = (await allUsers(store, tenant)).filter(({ role }) => role === 'admin')
      const others = admins.filter(({ handle }) => handle !== 'admin').flatMap(mailed)
      const own = admins.filter(({ handle }) => handle === 'admin').flatMap((one) => mailOf(one, connections))
      // The room stands in where no admin can be mailed, as it does for each person.
      const outside = own.length + others.length > 0 ? own : roomOf(tenant, connections)
      return [{ target: '@admin', contacts: [{ connection: 'inbox', address: '@admin' }, ...outside] }, ...others]
    },
  }
}
