/** An open database: Sequelize with our settings, the tables, and the one way to write. */
import { Sequelize, Transaction } from 'sequelize'
import type { Tx } from './contract.ts'
import { type Dialect, dialects } from './dialects.ts'
import { DatabaseUnavailable, isContention, isUnavailable, refusalOf } from './errors.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { useTwoConnections } from './sqlite-connections.ts'
import { defineTables, type Tables } from './tables/index.ts'
import type { DatabaseUrl } from './url.ts'
import { WriteFault } from './write-fault.ts'

export interface Database {
  readonly sequelize: Sequelize
  readonly dialect: Dialect
  readonly tables: Tables
  /** A transaction, tried again on contention. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** A single statement; on SQLite it takes its turn at the one writer. */
  write<T>(work: (tx?: Transaction) => Promise<T>): Promise<T>
  /** A read, its failure told as `DatabaseUnavailable` where that is what it is. */
  read<T>(work: () => Promise<T>): Promise<T>
  /** Why it refuses writes; null while they go through. */
  readonly writeFault: Pick<WriteFault, 'why'>
  close(): Promise<void>
}

/** Sequelize's transaction behind the contract's opaque one. */
export const opened = (tx: Tx): Transaction => tx as unknown as Transaction
export const sealed = (tx: Transaction): Tx => tx as unknown as Tx

const retries = 3
const connectMs = 5_000

export function openDatabase(url: DatabaseUrl): Database {
  const dialect = dialects[url.dialect]
  const sequelize = connect(url, dialect)
  const turn = oneAtATime()
  const writeFault = new WriteFault()
  const wrote = <T>(result: T): T => {
    writeFault.over()
    return result
  }
  const named = (error: unknown): unknown => {
    const refusal = refusalOf(error)
    if (refusal === null) return unavailable(error)
    writeFault.met(refusal)
    return new DatabaseUnavailable(`The database takes nothing: ${refusal}.`, { cause: error })
  }

  const once = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    sequelize.transaction(dialect.singleWriter ? { type: Transaction.TYPES.IMMEDIATE } : {}, work)
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return wrote(await (dialect.singleWriter ? turn(() => once(work)) : once(work)))
      } catch (error) {
        if (!isContention(error)) throw named(error)
        if (attempt === retries) throw new DatabaseUnavailable('The database is too busy.', { cause: error })
        // Jitter, so that the two that met do not meet again.
        await new Promise((resolve) => setTimeout(resolve, (10 + Math.random() * 40) * 2 ** attempt))
      }
    }
  }
  return {
    sequelize,
    dialect,
    tables: defineTables(sequelize, dialect),
    transaction,
    write: (work) =>
      dialect.singleWriter ? transaction(work) : work().then(wrote, (error) => Promise.reject(named(error))),
    read: (work) => work().catch((error) => Promise.reject(named(error))),
    writeFault,
    close: () => sequelize.close(),
  }
}

const unavailable = (error: unknown): unknown =>
  isUnavailable(error) && !(error instanceof DatabaseUnavailable)
    ? new DatabaseUnavailable('The database does not answer.', { cause: error })
    : error

function connect(url: DatabaseUrl, dialect: Dialect): Sequelize {
  if (url.dialect === 'sqlite') {
    const sequelize = new Sequelize({ dialect: 'sqlite', storage: url.path, logging: false })
    useTwoConnections(sequelize, url.path)
    return sequelize
  }
  const { onConnect } = dialect
  return new Sequelize(url.database, url.user, url.password, {
    dialect: dialect.sequelize,
    host: url.host,
    port: url.port,
    logging: false,
    timezone: '+00:00',
    pool: { max: 10, min: 0, acquire: 10_000, idle: 30_000 },
    dialectOptions: {
      ...url.options,
      ...(url.dialect === 'mariadb'
        ? { charset: 'utf8mb4', connectTimeout: connectMs }
        : { connectionTimeoutMillis: connectMs }),
    },
    hooks: {
      afterConnect: async (connection: unknown) => {
        if (onConnect !== null) await firstStatement(connection, onConnect)
      },
    },
  })
}

/** mysql2 answers by callback, pg by promise. */
function firstStatement(connection: unknown, sql: string): Promise<void> {
  const driver = connection as { query(sql: string, done: (error: Error | null) => void): unknown }
  return new Promise((resolve, reject) => {
    driver.query(sql, (error) => (error ? reject(error) : resolve()))
  })
}
