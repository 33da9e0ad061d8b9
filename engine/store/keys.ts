import { Op } from 'sequelize'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'
import { newId } from './ids.ts'

export const keyStore = ({ tables, read, write }: Database): Store['keys'] => ({
  list: (scope) =>
    read(() => tables.apiKeys.select({ where: { tenant: scope.tenant }, order: [['created_at', 'ASC']] })),
  add: async (scope, key) => {
    const row = { ...key, id: newId('key'), tenant: scope.tenant, created_at: new Date(), revoked_at: null }
    await write((tx) => tables.apiKeys.insert([row], tx))
    return row
  },
  find: (hash) =>
    read(() =>
      tables.apiKeys.first({
        where: { hash, revoked_at: null, [Op.or]: [{ expires_at: null }, { expires_at: { [Op.gt]: new Date() } }] },
      }),
    ),
  revoke: async (scope, id) => {
    const where = { id, tenant: scope.tenant, revoked_at: null }
    return (await write((tx) => tables.apiKeys.update({ revoked_at: new Date() }, where, tx))) > 0
  },
})
