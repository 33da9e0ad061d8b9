import type { Json } from '../../dsl/model/value.ts'
import type { Store } from './contract.ts'
import { type Database, opened } from './database.ts'

/** Plans by hash: the same text is stored once however many runs execute it. */
export const planStore = ({ tables, read }: Database): Store['plans'] => ({
  put: (tx, scope, hash, plan) =>
    tables.plans.insertMissing([{ tenant: scope.tenant, hash, plan: plan as Json }], opened(tx)),
  get: (scope, hash) =>
    read(async () => (await tables.plans.first({ where: { tenant: scope.tenant, hash } }))?.plan ?? null),
})
