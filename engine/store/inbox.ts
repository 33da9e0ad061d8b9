import type { Store } from './contract.ts'
import { behind, page, pageLimit } from './cursor.ts'
import type { Database } from './database.ts'

export const inboxStore = ({ tables, read, transaction }: Database): Store['inbox'] => ({
  add: (scope, row) =>
    transaction(async (tx) => {
      await tables.inbox.insertMissing([{ ...row, tenant: scope.tenant }], tx)
      const stored = await tables.inbox.first({ where: { tenant: scope.tenant, key: row.key }, tx })
      if (stored === null) throw new Error('An inbox entry that was just written is not there.')
      return stored
    }),
  list: (scope, query) =>
    read(async () => {
      const limit = pageLimit(query)
      const rows = await tables.inbox.select({
        where: { ...behind(query.cursor, 'created_at'), tenant: scope.tenant },
        order: [
          ['created_at', 'DESC'],
          ['id', 'DESC'],
        ],
        limit: limit + 1,
      })
      return page(rows, limit, (row) => row.created_at)
    }),
})
