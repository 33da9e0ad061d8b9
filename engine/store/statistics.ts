import { QueryTypes } from 'sequelize'
import type { MigrationContext } from './migrations/make-table.ts'

/** So many rows every table is said to have; only what is many beside what is few counts. */
const rows = 1_000_000
/** That share a value which is neither unique nor the tenant. */
const few = 10

/**
 * Tells SQLite how its indexes divide the rows. Without statistics it takes `tenant = ?` for a rare value, so that a look-up
 * of a few ids of a tenant reads all its rows. Real counts (`ANALYZE`) would have to be taken again as the tables grow; what
 * matters here never changes: nearly all rows are of one tenant, keys are unique.
 * @see https://www.sqlite.org/fileformat2.html#stat1tab
 */
export async function tellPlanner({ sequelize, tx }: Pick<MigrationContext, 'sequelize' | 'tx'>): Promise<void> {
  const all = <Row extends object>(sql: string) =>
    sequelize.query<Row>(sql, { type: QueryTypes.SELECT, transaction: tx })
  const run = (sql: string) => sequelize.query(sql, { type: QueryTypes.RAW, transaction: tx })
  const indexes = await all<{ name: string; table: string; unique: number; columns: string }>(
    `SELECT i.name, t.name AS "table", i."unique", (SELECT group_concat(c.name) FROM pragma_index_info(i.name) c) AS columns
     FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table'`,
  )
  // Makes the table of statistics; read again behind it, they count from now on.
  await run('ANALYZE sqlite_schema')
  await run('DELETE FROM sqlite_stat1')
  for (const { name, table, unique, columns } of indexes) {
    const names = columns.split(',')
    const alike = names.map((column, place) =>
      unique === 1 && place === names.length - 1 ? 1 : place === 0 && column === 'tenant' ? rows : few,
    )
    await run(
      `INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (${sequelize.escape(table)}, ${sequelize.escape(name)}, ${sequelize.escape([rows, ...alike].join(' '))})`,
    )
  }
  await run('ANALYZE sqlite_schema')
}
