/** What the reconciler does with runs whose workflow Temporal lost or ended without a word (D8). */
import type { Store } from './contract.ts'
import type { Database } from './database.ts'

export const lostRuns = ({ tables, transaction }: Database): Pick<Store['runs'], 'restart' | 'end'> => ({
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
  end: (scope, runId, { status, message, at }) =>
    transaction(async (tx) => {
      const where = { id: runId, tenant: scope.tenant }
      const found = await tables.runs.first({ where, tx })
      if (found === null) return
      // The incident is locked before its run, as everywhere, so that two never wait for each other.
      const incident = { id: found.incident_id, tenant: scope.tenant }
      await tables.incidents.first({ where: incident, tx, lock: 'wait' })
      const ended = { status, outcome: status, message, ended_at: at, waiting_for: null }
      if ((await tables.runs.update(ended, { ...where, ended_at: null }, tx)) === 0) return
      await tables.incidents.update({ closed_at: at, open_key: null }, { ...incident, closed_at: null }, tx)
      await tables.watches.remove({ run_id: runId }, tx)
    }),
})
