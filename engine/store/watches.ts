import type { Store } from './contract.ts'
import { type Database, opened } from './database.ts'

export const watchStore = ({ tables, write }: Database): Store['watches'] => ({
  add: async (tx, row) => {
    // Ingest holds the incident from before it looks for watches until its commit: whoever comes first, the event is seen
    // by the watch, or by the read that follows this transaction.
    await tables.incidents.select(row, { where: { id: row.incident_id }, tx: opened(tx), lock: 'wait' })
    // An activity that is tried again registers the same watch again.
    await tables.watches.remove(row, { run_id: row.run_id, step: row.step }, opened(tx))
    await tables.watches.insert([row], opened(tx))
  },
  remove: async (scope, runId, step) => {
    await write((tx) => tables.watches.remove(scope, { run_id: runId, step }, tx))
  },
})
