import type { Store } from './contract.ts'
import { behind, page, pageLimit } from './cursor.ts'
import type { Database } from './database.ts'

export const deadLetterStore = ({ tables, read, write }: Database): Store['deadLetters'] => ({
  add: (scope, row) => write((tx) => tables.deadLetters.insert([{ ...row, tenant: scope.tenant }], tx)),
  list: (scope, query) =>
    read(async () => {
      const limit = pageLimit(query)
      const rows = await tables.deadLetters.select({
        where: { ...behind(query.cursor, 'received_at'), tenant: scope.tenant },
        order: [
          ['received_at', 'DESC'],
          ['id', 'DESC'],
        ],
        limit: limit + 1,
      })
      return page(rows, limit, (row) => row.received_at)
    }),
})
