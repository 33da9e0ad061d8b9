import { Op, QueryTypes } from 'sequelize'
import type { Store } from './contract.ts'
import type { Database } from './database.ts'

/** Newest alerts whose labels are looked at: names of labels repeat, and a check must not wait for a million rows. */
const mostAlerts = 2_000

/** What the database has seen of late, for hints to who writes rules. */
export const seenStore = ({ tables, sequelize, dialect, read }: Database): Store['seen'] => ({
  labels: (scope, since) =>
    read(async () => {
      const where = { received_at: { [Op.gt]: since } }
      const rows = await tables.alerts.select(scope, { where, order: [['received_at', 'DESC']], limit: mostAlerts })
      const counts = new Map<string, number>()
      for (const { labels } of rows)
        for (const name of Object.keys(labels)) counts.set(name, (counts.get(name) ?? 0) + 1)
      return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([name]) => name)
    }),
  rulesThatTook: (scope, since) =>
    read(async () => {
      const rows = await sequelize.query<{ rule_id: string }>(
        'SELECT DISTINCT rule_id FROM incidents WHERE tenant = ? AND opened_at > ?',
        { type: QueryTypes.SELECT, replacements: [scope.tenant, dialect.timeText(since)] },
      )
      return new Set(rows.map(({ rule_id }) => rule_id))
    }),
  ruleSetAsOf: (scope, at) =>
    read(() =>
      tables.ruleSets.first(scope, {
        where: { created_at: { [Op.lte]: at } },
        order: [['revision', 'DESC']],
      }),
    ),
})
