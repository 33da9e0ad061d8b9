import type { Store } from './contract.ts'
import { newestFirst } from './cursor.ts'
import type { Database } from './database.ts'

export const inboxStore = ({ tables, read, transaction }: Database): Store['inbox'] => ({
  add: (scope, row) =>
    transaction(async (tx) => {
      await tables.inbox.insertMissing([{ ...row, tenant: scope.tenant }], tx)
      const stored = await tables.inbox.first(scope, { where: { key: row.key }, tx })
      if (stored === null) throw new Error('An inbox entry that was just written is not there.')
      return stored
    }),
  list: (scope, query) => read(() => newestFirst(scope, tables.inbox, 'created_at', query, {})),
})
