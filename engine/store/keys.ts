import { Op } from 'sequelize'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'
import { newId } from './ids.ts'
import { everyTenant } from './scope.ts'

export const keyStore = ({ tables, read, write }: Database): Store['keys'] => ({
  list: (scope) => read(() => tables.apiKeys.select(scope, { where: {}, order: [['created_at', 'ASC']] })),
  add: async (scope, key) => {
    const row = { ...key, id: newId('key'), tenant: scope.tenant, created_at: new Date(), revoked_at: null }
    await write((tx) => tables.apiKeys.insert([row], tx))
    return row
  },
  find: (hash) =>
    read(() =>
      // Nobody's tenant is known before the key that names it is found.
      tables.apiKeys.first(everyTenant, {
        where: { hash, revoked_at: null, [Op.or]: [{ expires_at: null }, { expires_at: { [Op.gt]: new Date() } }] },
      }),
    ),
  revoke: async (scope, id) => {
    const where = { id, revoked_at: null }
    return (await write((tx) => tables.apiKeys.update(scope, { revoked_at: new Date() }, where, tx))) > 0
  },
})
