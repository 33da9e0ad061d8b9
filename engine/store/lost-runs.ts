/** What the reconciler does with runs whose workflow Temporal lost (D8). */
import type { Store } from './contract.ts'
import type { Database } from './database.ts'

export const lostRuns = ({ tables, transaction }: Database): Pick<Store['runs'], 'restart'> => ({
  restart: (scope, { id, temporal_run_id }) =>
    transaction(async (tx) => {
      const run = await tables.runs.first(scope, { where: { id, ended_at: null }, tx, lock: 'wait' })
      // Who found it lost too may have been quicker: the second life is not ours to wipe out.
      if (run === null || run.temporal_run_id !== temporal_run_id) return false
      const anew = { status: 'pending', waiting_for: null, confirmed_at: null, temporal_run_id: null } as const
      await tables.runs.update(scope, { ...anew, started_at: null, seq: 0 }, { id }, tx)
      // The second life registers its own steps and watches.
      await tables.runSteps.remove(scope, { run_id: id }, tx)
      await tables.watches.remove(scope, { run_id: id }, tx)
      return true
    }),
})
