/**
 * One table: its Sequelize model and the statements on it. Rows go in and come out as the row types of `rows.ts`; the
 * statements are Sequelize's generators without its instances, which cost more than the database does on the hot path.
 */
import {
  DataTypes,
  type Model,
  type ModelStatic,
  QueryTypes,
  type Sequelize,
  type Transaction,
  type WhereOptions,
} from 'sequelize'
import { type ColumnKind, type Columns, decode, encode, type Stored } from './columns.ts'
import type { Dialect } from './dialects.ts'
import { everyTenant, type Whose } from './scope.ts'

/**
 * Column names to values, lists of values or `Op` conditions; `Op.or` and the like as Sequelize reads them. The tenant
 * is not among them: the statements add it, from the first argument that they all take (D54).
 */
export type Where = { readonly [name: string | symbol]: unknown; readonly tenant?: never }

export interface Select {
  readonly where: Where
  readonly order?: readonly (readonly [column: string, direction: 'ASC' | 'DESC'])[]
  readonly limit?: number
  readonly tx?: Transaction | undefined
  /** `wait` locks the rows found, in the order given; `skip` leaves out rows that another one holds. SQLite's one writer needs neither. */
  readonly lock?: 'wait' | 'skip'
}

/** `Of` is `typeof everyTenant` for a table whose rows belong to no tenant. */
export class Table<Row extends object, Of extends Whose = Whose> {
  readonly name: string
  readonly #model: ModelStatic<Model>
  readonly #columns: readonly (readonly [string, ColumnKind])[]
  readonly #keys: readonly string[]
  readonly #dialect: Dialect
  readonly #sequelize: Sequelize

  constructor(sequelize: Sequelize, dialect: Dialect, name: string, columns: Columns<Row>, keys: readonly string[]) {
    this.name = name
    this.#sequelize = sequelize
    this.#dialect = dialect
    this.#keys = keys
    this.#columns = Object.entries<ColumnKind>(columns)
    const attributes = this.#columns.map(([column, kind]) => [
      column,
      { type: modelType(kind), primaryKey: keys.includes(column) },
    ])
    this.#model = sequelize.define(name, Object.fromEntries(attributes), {
      tableName: name,
      timestamps: false,
      freezeTableName: true,
    })
  }

  /** The columns as the database is to have them. */
  get columns(): readonly string[] {
    return this.#columns.map(([column]) => column)
  }

  async select(of: Of, query: Select): Promise<Row[]> {
    const found = await this.#sequelize.getQueryInterface().select(this.#model, this.name, {
      where: this.#where(of, query.where),
      ...(query.order && { order: query.order.map(([column, direction]) => [column, direction]) }),
      ...(query.limit !== undefined && { limit: query.limit }),
      ...(query.tx && { transaction: query.tx }),
      ...(query.lock && !this.#dialect.singleWriter && { lock: 'UPDATE', skipLocked: query.lock === 'skip' }),
      raw: true,
      // Sequelize would ask SQLite for the types of the columns at every query; `decode` knows them.
      ...{ tableNames: [] },
    })
    return found.map((row) => this.decode(row))
  }

  async first(of: Of, query: Omit<Select, 'limit'>): Promise<Row | null> {
    return (await this.select(of, { ...query, limit: 1 }))[0] ?? null
  }

  count(of: Of, where: Where): Promise<number> {
    return this.#model.count({ where: this.#where(of, where) })
  }

  /** One statement for all rows. */
  insert(rows: readonly Row[], tx?: Transaction): Promise<void> {
    return this.#run(this.insertText(rows), tx)
  }

  /** Leaves a row that is there as it is. */
  insertMissing(rows: readonly Row[], tx?: Transaction): Promise<void> {
    return this.#run(this.insertMissingText(rows), tx)
  }

  /** Inserts, or overwrites every other column of the row with the same primary key. */
  put(rows: readonly Row[], tx?: Transaction): Promise<void> {
    return this.#run(this.putText(rows), tx)
  }

  /** The statement of `insert`, for `together`; none for no rows. */
  insertText(rows: readonly Row[]): string[] {
    return this.#insertText(rows, '')
  }

  insertMissingText(rows: readonly Row[]): string[] {
    return this.#insertText(rows, this.#dialect.keep(this.#quoted(this.#keys)))
  }

  putText(rows: readonly Row[]): string[] {
    if (rows.length === 0) return []
    const others = this.columns.filter((column) => !this.#keys.includes(column))
    return this.#insertText(rows, this.#dialect.overwrite(this.#quoted(this.#keys), this.#quoted(others)))
  }

  /** Answers how many rows it found. */
  async update(of: Of, change: Partial<Row>, where: Where, tx?: Transaction): Promise<number> {
    const values = Object.fromEntries(
      this.#columns.flatMap(([column, kind]) =>
        column in change ? [[column, encode(kind, change[column as keyof Row], this.#dialect)]] : [],
      ),
    )
    const answer = await this.#sequelize
      .getQueryInterface()
      .bulkUpdate(this.name, values, this.#where(of, where), { ...(tx && { transaction: tx }) })
    return Number(answer)
  }

  /** Answers how many rows it removed. */
  async remove(of: Of, where: Where, tx?: Transaction): Promise<number> {
    const answer = await this.#sequelize
      .getQueryInterface()
      .bulkDelete(
        this.name,
        this.#where(of, where),
        { type: QueryTypes.BULKDELETE, ...(tx && { transaction: tx }) },
        this.#model,
      )
    return Number(answer)
  }

  /** A row as a statement of our own read it. */
  decode(stored: object): Row {
    const source = stored as Readonly<Record<string, unknown>>
    const row: Record<string, unknown> = {}
    for (const [column, kind] of this.#columns) row[column] = decode(kind, source[column])
    return row as Row
  }

  /** Sequelize's own generator looks for every column of every row anew, which shows with hundreds of rows. */
  #insertText(rows: readonly Row[], tail: string): string[] {
    if (rows.length === 0) return []
    const names = this.#quoted(this.columns)
    const values = rows.map((row) => {
      const literals = this.#columns.map(([column, kind]) =>
        this.#literal(encode(kind, row[column as keyof Row], this.#dialect)),
      )
      return `(${literals.join(',')})`
    })
    return [`INSERT INTO ${this.#quote(this.name)} (${names}) VALUES ${values.join(',')}${tail}`]
  }

  async #run(statements: readonly string[], tx: Transaction | undefined): Promise<void> {
    for (const sql of statements)
      await this.#sequelize.query(sql, { type: QueryTypes.RAW, ...(tx && { transaction: tx }) })
  }

  #quoted(names: readonly string[]): string[] {
    return names.map((name) => this.#quote(name))
  }

  #quote(name: string): string {
    return this.#sequelize.getQueryInterface().quoteIdentifier(name, true)
  }

  #literal(value: Stored): string {
    if (value === null) return 'NULL'
    return typeof value === 'string' ? this.#sequelize.escape(value) : String(value).toUpperCase()
  }

  #where(of: Of, where: Where): WhereOptions {
    return this.#stored(of === everyTenant ? where : { ...where, tenant: of.tenant }) as WhereOptions
  }

  #stored(value: unknown): unknown {
    if (value instanceof Date) return this.#dialect.timeText(value)
    if (Array.isArray(value)) return value.map((item) => this.#stored(item))
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
    const source = value as Readonly<Record<string | symbol, unknown>>
    return Object.fromEntries(Reflect.ownKeys(source).map((key) => [key, this.#stored(source[key])]))
  }
}

/** Times and JSON are text to Sequelize: `columns.ts` makes and reads them. */
const modelType = (kind: ColumnKind) => {
  if (kind === 'int') return DataTypes.INTEGER
  if (kind === 'flag') return DataTypes.BOOLEAN
  return DataTypes.TEXT
}
