import type { Store } from './contract.ts'
import type { Database } from './database.ts'

export const timelineStore = ({ tables, write }: Database): Store['timeline'] => ({
  add: (scope, row) => write((tx) => tables.timeline.insertMissing([{ ...row, tenant: scope.tenant }], tx)),
})
