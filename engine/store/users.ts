import type { Store } from './contract.ts'
import { behind, page, pageLimit } from './cursor.ts'
import type { Database } from './database.ts'
import { isDuplicate } from './errors.ts'
import { newId } from './ids.ts'

export const userStore = ({ tables, read, write }: Database): Store['users'] => {
  const get: Store['users']['get'] = (scope, handle) =>
    read(() => tables.users.first({ where: { tenant: scope.tenant, handle } }))
  return {
    get,
    list: (scope, query) =>
      read(async () => {
        const limit = pageLimit(query)
        const rows = await tables.users.select({
          where: { ...behind(query.cursor, 'created_at'), tenant: scope.tenant },
          order: [
            ['created_at', 'DESC'],
            ['id', 'DESC'],
          ],
          limit: limit + 1,
        })
        return page(rows, limit, (row) => row.created_at)
      }),
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
      if (Object.keys(change).length > 0)
        await write((tx) => tables.users.update(change, { tenant: scope.tenant, handle }, tx))
      return get(scope, handle)
    },
  }
}
