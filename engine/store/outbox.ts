import { QueryTypes } from 'sequelize'
import type { Store } from './contract.ts'
import { type Database, opened } from './database.ts'
import { everyTenant } from './scope.ts'

export const outboxStore = ({ tables, sequelize, dialect, read, write }: Database): Store['outbox'] => ({
  due: (now, limit) =>
    read(async () => {
      // A row waits while an older one of its workflow is held back after a failure: a signal must not pass its start.
      const rows = await sequelize.query(
        `SELECT o.* FROM outbox o
         WHERE o.sent_at IS NULL AND o.due_at <= :now AND NOT EXISTS (
           SELECT 1 FROM outbox e
           WHERE e.workflow_id = o.workflow_id AND e.sent_at IS NULL AND e.id < o.id AND e.due_at > :now)
         ORDER BY o.id LIMIT ${Math.trunc(limit)}`,
        { type: QueryTypes.SELECT, replacements: { now: dialect.timeText(now) } },
      )
      return rows.map((row) => tables.outbox.decode(row))
    }),
  sent: async (scope, id) => {
    await write((tx) => tables.outbox.update(scope, { sent_at: new Date(), error: null }, { id }, tx))
  },
  failed: async (scope, id, error, dueAt) => {
    await write((tx) =>
      sequelize.query(
        'UPDATE outbox SET attempts = attempts + 1, error = ?, due_at = ? WHERE id = ? AND tenant = ? AND sent_at IS NULL',
        {
          replacements: [error, dialect.timeText(dueAt), id, scope.tenant],
          ...(tx && { transaction: tx }),
        },
      ),
    )
  },
  resend: (scope, workflowId, dueAt) =>
    write((tx) => tables.outbox.update(scope, { sent_at: null, due_at: dueAt }, { workflow_id: workflowId }, tx)),
  backlog: () =>
    read(async () => {
      // One dispatcher sends for all tenants; so its backlog is theirs together.
      const oldest = await tables.outbox.first(everyTenant, { where: { sent_at: null }, order: [['id', 'ASC']] })
      const count = await tables.outbox.count(everyTenant, { sent_at: null })
      return { count, oldest: oldest?.created_at ?? null }
    }),
  add: (tx, row) => tables.outbox.insert([row], opened(tx)),
})
