import type { Store } from './contract.ts'
import { type Database, opened } from './database.ts'

export const ackTokenStore = ({ tables }: Database): Store['ackTokens'] => ({
  use: async (scope, tx, tokenId, at) => {
    const key = { token_id: tokenId }
    // The lock lets one of two that click at once go first; the insert keeps the loser of a tie out.
    if ((await tables.ackTokens.first(scope, { where: key, tx: opened(tx), lock: 'wait' })) !== null) return false
    await tables.ackTokens.insert([{ ...key, tenant: scope.tenant, used_at: at }], opened(tx))
    return true
  },
})
