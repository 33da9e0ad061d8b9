/** What migrations are written with: tables and indexes in the kinds of `columns.ts`, each made only where it is missing. */
import type { ModelAttributes, Sequelize, Transaction } from 'sequelize'
import type { ColumnKind } from '../columns.ts'
import type { Dialect } from '../dialects.ts'

export interface MigrationContext {
  readonly sequelize: Sequelize
  readonly dialect: Dialect
  readonly tx: Transaction
}

/** `'name?'` may be null. */
export type ColumnSpec = ColumnKind | `${ColumnKind}?`
export interface IndexSpec {
  readonly name: string
  readonly columns: readonly string[]
  readonly unique?: true
}

/** Makes a table and its indexes. MariaDB commits every statement, so one that was cut short is carried on here. */
export async function makeTable(
  context: MigrationContext,
  name: string,
  keys: readonly string[],
  columns: Readonly<Record<string, ColumnSpec>>,
  indexes: readonly IndexSpec[] = [],
): Promise<void> {
  const { sequelize, dialect, tx } = context
  const attributes = Object.entries(columns).map(([column, spec]) => {
    const optional = spec.endsWith('?')
    const kind = (optional ? spec.slice(0, -1) : spec) as ColumnKind
    return [column, { type: dialect.types[kind], allowNull: optional, primaryKey: keys.includes(column) }]
  })
  const queries = sequelize.getQueryInterface()
  await queries.createTable(name, Object.fromEntries(attributes) as ModelAttributes, {
    ...dialect.tableOptions,
    transaction: tx,
  })
  const found = (await queries.showIndex(name, { transaction: tx })) as readonly { name: string }[]
  for (const index of indexes) {
    if (found.some((one) => one.name === index.name)) continue
    await queries.addIndex(name, [...index.columns], {
      name: index.name,
      unique: index.unique ?? false,
      transaction: tx,
    })
  }
}

/** Adds a column that may be null. MariaDB commits every statement: a migration that was cut short may have made it already. */
export async function addColumn(
  { sequelize, dialect, tx }: MigrationContext,
  table: string,
  column: string,
  kind: ColumnKind,
): Promise<void> {
  const queries = sequelize.getQueryInterface()
  const inside = { transaction: tx, logging: false as const }
  if (column in (await queries.describeTable(table, inside))) return
  await queries.addColumn(table, column, { type: dialect.types[kind], allowNull: true }, inside)
}
