/** What the reconciler does with runs whose workflow Temporal lost (D8). */
import type { Store } from './contract.ts'
import type { Database } from './database.ts'

export const lostRuns = ({ tables, transaction }: Database): Pick<Store['runs'], 'restart'> => ({
  restart: (scope, runId) =>
    transaction(async (tx) => {
      const where = { id: runId, tenant: scope.tenant }
      const run = await tables.runs.first({ where: { ...where, ended_at: null }, tx, lock: 'wait' })
      if (run === null) return
      const anew = { status: 'pending', waiting_for: null, confirmed_at: null, temporal_run_id: null } as const
      await tables.runs.update({ ...anew, started_at: null, seq: 0 }, where, tx)
      // The second life registers its own steps and watches.
      await tables.runSteps.remove({ run_id: runId }, tx)
      await tables.watches.remove({ run_id: runId }, tx)
    }),
})
