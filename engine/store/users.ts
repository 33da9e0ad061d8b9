import type { Store } from './contract.ts'
import { newestFirst } from './cursor.ts'
import type { Database } from './database.ts'
import { isDuplicate } from './errors.ts'
import { newId } from './ids.ts'

export const userStore = ({ tables, read, write }: Database): Store['users'] => {
  const get: Store['users']['get'] = (scope, handle) => read(() => tables.users.first(scope, { where: { handle } }))
  return {
    get,
    list: (scope, query) => read(() => newestFirst(scope, tables.users, 'created_at', query, {})),
    add: async (scope, user) => {
      const row = { ...user, id: newId('user'), tenant: scope.tenant, created_at: new Date() }
      try {
        await write((tx) => tables.users.insert([row], tx))
        return row
      } catch (error) {
        if (isDuplicate(error)) return null
        throw error
      }
    },
    update: async (scope, handle, change) => {
      if (Object.keys(change).length > 0) await write((tx) => tables.users.update(scope, change, { handle }, tx))
      return get(scope, handle)
    },
  }
}
