import type { Store } from './contract.ts'
import { newestFirst } from './cursor.ts'
import type { Database } from './database.ts'

export const deadLetterStore = ({ tables, read, write }: Database): Store['deadLetters'] => ({
  add: (scope, row) => write((tx) => tables.deadLetters.insert([{ ...row, tenant: scope.tenant }], tx)),
  list: (scope, query) => read(() => newestFirst(scope, tables.deadLetters, 'received_at', query, {})),
})
