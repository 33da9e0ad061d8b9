import { Op, QueryTypes } from 'sequelize'
import type { Store } from './contract.ts'
import { newestFirst } from './cursor.ts'
import type { Database } from './database.ts'
import { ofAlert } from './incidents.ts'
import { lostRuns } from './lost-runs.ts'
import { recordRun } from './record-run.ts'
import type { RunRow } from './rows.ts'
import { everyTenant, type Scope } from './scope.ts'

/** Alert ids that a run in a list carries (D43). */
const listedAlerts = 100

export const runStore = (database: Database): Store['runs'] => {
  const { tables, read, write, sequelize } = database
  const alertIds = async (
    scope: Scope,
    runs: readonly RunRow[],
    limit: number,
  ): Promise<ReadonlyMap<string, readonly string[]>> => {
    const ids = new Map<string, string[]>(runs.map((run) => [run.incident_id, []]))
    if (runs.length === 0) return ids
    const rows = await sequelize.query<{ incident_id: string; alert_id: string }>(
      `SELECT incident_id, alert_id FROM (
         SELECT incident_id, alert_id, ROW_NUMBER() OVER (PARTITION BY incident_id ORDER BY alert_id) AS place
         FROM incident_alerts WHERE incident_id IN (?) AND tenant = ?
       ) numbered WHERE place <= ${Math.trunc(limit)} ORDER BY incident_id, place`,
      { type: QueryTypes.SELECT, replacements: [[...ids.keys()], scope.tenant] },
    )
    for (const row of rows) ids.get(row.incident_id)?.push(row.alert_id)
    return ids
  }
  return {
    get: (scope, id) => read(() => tables.runs.first(scope, { where: { id } })),
    ofWorkflow: (scope, workflowId) => read(() => tables.runs.first(scope, { where: { workflow_id: workflowId } })),
    ...lostRuns(database),
    list: (scope, query) =>
      read(async () => {
        const answer = await newestFirst(scope, tables.runs, 'created_at', query, {
          ...(query.alert_id !== undefined && { incident_id: ofAlert(database, scope, query.alert_id) }),
          ...(query.incident_id !== undefined && { [Op.and]: [{ incident_id: query.incident_id }] }),
          ...(query.status !== undefined && { status: query.status }),
          ...(query.trigger !== undefined && { trigger: query.trigger }),
        })
        const ids = await alertIds(scope, answer.items, listedAlerts)
        return { ...answer, items: answer.items.map((run) => ({ ...run, alert_ids: ids.get(run.incident_id) ?? [] })) }
      }),
    alertIds: (scope, run, limit) => read(async () => (await alertIds(scope, [run], limit)).get(run.incident_id) ?? []),
    steps: (scope, runId) =>
      read(() => tables.runSteps.select(scope, { where: { run_id: runId }, order: [['position', 'ASC']] })),
    confirm: async (scope, runId, temporalRunId) => {
      await write(async (tx) => {
        await tables.runs.update(scope, { temporal_run_id: temporalRunId }, { id: runId }, tx)
        await tables.runs.update(scope, { confirmed_at: new Date() }, { id: runId, confirmed_at: null }, tx)
      })
    },
    record: (scope, input) => recordRun(database, scope, input),
    // The reconciler asks Temporal, and a gauge counts, for all tenants together.
    unconfirmed: (before, limit) =>
      read(() =>
        tables.runs.select(everyTenant, {
          where: { ended_at: null, confirmed_at: null, created_at: { [Op.lt]: before } },
          order: [['created_at', 'ASC']],
          limit,
        }),
      ),
    countOpen: () => read(() => tables.runs.count(everyTenant, { ended_at: null })),
    open: (afterId, limit) =>
      read(() =>
        tables.runs.select(everyTenant, {
          where: { ended_at: null, ...(afterId !== null && { id: { [Op.gt]: afterId } }) },
          order: [['id', 'ASC']],
          limit,
        }),
      ),
  }
}
