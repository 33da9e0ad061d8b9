import { Op } from 'sequelize'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'
import { everyTenant } from './scope.ts'

/** How long an answer is kept. */
const keptMs = 24 * 3_600_000
/** Of one transaction, so that no request waits long for it. */
const mostSwept = 1_000

export const idempotencyStore = ({ tables, read, write, transaction }: Database): Store['idempotency'] => {
  const table = tables.idempotencyKeys
  return {
    claim: (scope, row, takeOverMs) => {
      const where = { id: row.id }
      const now = row.created_at.getTime()
      return transaction(async (tx) => {
        await table.insertMissing([{ ...row, tenant: scope.tenant, status: null, answer: null }], tx)
        const stored = await table.first(scope, { where, tx, lock: 'wait' })
        if (stored === null) return null
        const age = now - stored.created_at.getTime()
        const cutOff = stored.status === null && takeOverMs !== null && age > takeOverMs
        if (stored.claim === row.claim || (age <= keptMs && !cutOff)) return stored
        // An old body is no longer compared with; that of a request that was cut off still is.
        if (age <= keptMs && stored.body_hash !== row.body_hash) return stored
        const anew = { ...row, status: null, answer: null }
        await table.update(scope, anew, where, tx)
        return { ...anew, tenant: scope.tenant }
      })
    },
    answer: async (scope, { id, claim }, status, answer) => {
      // Those who claim meanwhile hold locks: tried again, as an answer that is not kept leaves them waiting.
      await transaction((tx) => table.update(scope, { status, answer }, { id, claim }, tx))
    },
    release: async (scope, { id, claim }) => {
      await transaction((tx) => table.remove(scope, { id, claim }, tx))
    },
    sweep: async (now) => {
      const before = new Date(now.getTime() - keptMs)
      // What is too old is so whosever it is; `created_at` keeps a young row of the same id, of another tenant, out.
      const old = await read(() =>
        table.select(everyTenant, {
          where: { created_at: { [Op.lt]: before } },
          order: [['created_at', 'ASC']],
          limit: mostSwept,
        }),
      )
      if (old.length === 0) return false
      await write((tx) =>
        table.remove(everyTenant, { id: old.map(({ id }) => id), created_at: { [Op.lt]: before } }, tx),
      )
      return old.length === mostSwept
    },
  }
}
