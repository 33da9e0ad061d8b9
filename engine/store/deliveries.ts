import type { Store } from './contract.ts'
import { newestFirst } from './cursor.ts'
import type { Database } from './database.ts'
import { ofAlert } from './incidents.ts'

export const deliveryStore = (database: Database): Store['deliveries'] => {
  const { tables, read, transaction, write } = database
  return {
    begin: (scope, row) =>
      transaction(async (tx) => {
        const where = { key: row.key }
        await tables.deliveries.insertMissing([{ ...row, tenant: scope.tenant }], tx)
        const stored = await tables.deliveries.first(scope, { where, tx, lock: 'wait' })
        if (stored === null) throw new Error('A delivery that was just written is not there.')
        if (stored.id === row.id || stored.status === 'sent') return stored
        const again = { attempts: stored.attempts + 1, updated_at: row.updated_at }
        await tables.deliveries.update(scope, again, where, tx)
        return { ...stored, ...again }
      }),
    finish: async (scope, key, result) => {
      const change = {
        status: result.status,
        updated_at: new Date(),
        ...(result.external_id !== undefined && { external_id: result.external_id }),
        ...(result.error !== undefined && { error: result.error }),
      }
      await write((tx) => tables.deliveries.update(scope, change, { key }, tx))
    },
    ofIncident: (scope, incidentId) =>
      read(() =>
        tables.deliveries.select(scope, {
          where: { incident_id: incidentId },
          order: [
            ['created_at', 'ASC'],
            ['id', 'ASC'],
          ],
        }),
      ),
    list: (scope, query) =>
      read(async () => {
        const where = query.alert_id === undefined ? {} : { incident_id: ofAlert(database, scope, query.alert_id) }
        return newestFirst(scope, tables.deliveries, 'created_at', query, where)
      }),
  }
}
