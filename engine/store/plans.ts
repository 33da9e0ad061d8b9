import type { Store } from './contract.ts'
import type { Database } from './database.ts'

/** Plans by hash: the same text is stored once however many runs execute it. */
export const planStore = ({ tables, read }: Database): Store['plans'] => ({
  get: (scope, hash) => read(async () => (await tables.plans.first(scope, { where: { hash } }))?.plan ?? null),
})
