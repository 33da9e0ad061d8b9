import type { Store } from './contract.ts'
import { type Database, opened } from './database.ts'
import { newId } from './ids.ts'
import { everyTenant } from './scope.ts'

// The table of tenants has no column that says whose a row is: its key is the tenant.

export const ruleSetStore = ({ tables, read, transaction }: Database): Store['ruleSets'] => ({
  latest: (scope) => read(() => tables.ruleSets.first(scope, { where: {}, order: [['revision', 'DESC']] })),
  publish: (scope, row) =>
    transaction(async (tx) => {
      // Replicas that bind the same folder publish the same change; the tenant's row lets one of them go first.
      const tenant = await tables.tenants.first(everyTenant, { where: { slug: scope.tenant }, tx, lock: 'wait' })
      if (tenant === null) throw new Error(`There is no tenant "${scope.tenant}".`)
      const latest = await tables.ruleSets.first(scope, { where: {}, order: [['revision', 'DESC']], tx })
      if (latest !== null && latest.hash === row.hash) return latest
      const revision = tenant.rules_revision + 1
      const made = { ...row, id: newId('ruleSet'), tenant: scope.tenant, revision, created_at: new Date() }
      await tables.ruleSets.insert([made], tx)
      await tables.tenants.update(everyTenant, { rules_revision: revision }, { slug: scope.tenant }, tx)
      return made
    }),
  revision: (scope, tx) =>
    read(async () => {
      const tenant = await tables.tenants.first(everyTenant, { where: { slug: scope.tenant }, tx: tx && opened(tx) })
      return tenant?.rules_revision ?? 0
    }),
})
