/**
 * Everything in which the three databases differ, as named facts. No other file asks which database it is; code outside
 * reads a fact.
 */
import type { ColumnKind } from './columns.ts'

export interface Dialect {
  readonly name: 'sqlite' | 'mariadb' | 'postgres'
  /** Sequelize's name of the dialect. */
  readonly sequelize: 'sqlite' | 'mysql' | 'postgres'
  readonly types: Readonly<Record<ColumnKind, string>>
  /** Said of every table where it is made. */
  readonly tableOptions: Readonly<Record<string, string>>
  /** An instant as the database reads it in a statement. */
  timeText(time: Date): string
  /** The tail of an insert that leaves rows with the same `keys` as they are, and refuses what fits no column; names come quoted. */
  keep(keys: readonly string[]): string
  /** The tail of an insert that overwrites `columns` of a row with the same `keys`; names come quoted. */
  overwrite(keys: readonly string[], columns: readonly string[]): string
  /**
   * How several statements go as one request: `text` of them in Sequelize's query, `compound` as one block in it, `exec` of
   * the driver itself (`together.ts`).
   */
  readonly sendsTogether: 'text' | 'compound' | 'exec'
  /** It counts no rows by itself, and guesses that a tenant has few: `statistics.ts` tells it better. */
  readonly guessesCounts: boolean
  /** All writes pass through one connection, one transaction at a time. */
  readonly singleWriter: boolean
  /**
   * A locking read locks the entries of the index by which it finds its rows too, before the rows; a write of a row locks
   * them after it. Rows that others may have locked are therefore locked by their primary key.
   */
  readonly locksIndexEntries: boolean
  /** One statement, run on every new connection. */
  readonly onConnect: string | null
  /** Keep a second starter out while migrations run; `null` where the write transaction does it. */
  readonly migrationLock: { readonly take: string; readonly release: string | null } | null
  /** Settings on which durability hangs (D9): how to read them, which values are durable. */
  readonly durability: readonly {
    readonly setting: string
    readonly sql: string
    readonly durable: readonly string[]
  }[]
}

const onConflict = {
  keep: () => ' ON CONFLICT DO NOTHING',
  overwrite: (keys: readonly string[], columns: readonly string[]) =>
    ` ON CONFLICT (${keys}) DO UPDATE SET ${columns.map((column) => `${column} = EXCLUDED.${column}`)}`,
}

const sqlite: Dialect = {
  name: 'sqlite',
  sequelize: 'sqlite',
  types: {
    id: 'VARCHAR(40)',
    slug: 'VARCHAR(40)',
    hash: 'VARCHAR(64)',
    word: 'VARCHAR(128)',
    name: 'VARCHAR(255)',
    key: 'VARCHAR(512)',
    text: 'TEXT',
    json: 'TEXT',
    time: 'TEXT',
    int: 'INTEGER',
    flag: 'BOOLEAN',
  },
  tableOptions: {},
  timeText: (time) => time.toISOString(),
  ...onConflict,
  sendsTogether: 'exec',
  guessesCounts: true,
  singleWriter: true,
  locksIndexEntries: false,
  onConnect: null,
  migrationLock: null,
  durability: [
    { setting: 'journal_mode', sql: 'PRAGMA journal_mode', durable: ['wal'] },
    { setting: 'synchronous', sql: 'PRAGMA synchronous', durable: ['2', '3'] },
  ],
}

const ascii = (type: string) => `${type} CHARACTER SET ascii COLLATE ascii_bin`
const mariadb: Dialect = {
  name: 'mariadb',
  sequelize: 'mysql',
  types: {
    id: ascii('CHAR(40)'),
    slug: ascii('VARCHAR(40)'),
    hash: ascii('VARCHAR(64)'),
    word: ascii('VARCHAR(128)'),
    name: 'VARCHAR(255)',
    key: 'VARCHAR(512)',
    text: 'LONGTEXT',
    json: 'LONGTEXT',
    time: 'DATETIME(3)',
    int: 'INTEGER',
    flag: 'TINYINT(1)',
  },
  tableOptions: { charset: 'utf8mb4', collate: 'utf8mb4_bin', engine: 'InnoDB' },
  timeText: (time) => time.toISOString().slice(0, 23).replace('T', ' '),
  // Not INSERT IGNORE, which cuts a text that is too long and says nothing.
  keep: (keys) => ` ON DUPLICATE KEY UPDATE ${keys.map((key) => `${key} = ${key}`)}`,
  overwrite: (_keys, columns) => ` ON DUPLICATE KEY UPDATE ${columns.map((column) => `${column} = VALUES(${column})`)}`,
  sendsTogether: 'compound',
  guessesCounts: false,
  singleWriter: false,
  locksIndexEntries: true,
  onConnect: 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // The lock is the server's, not the database's: its name carries the database. It survives the commits that DDL implies.
  migrationLock: {
    take: `SELECT GET_LOCK(CONCAT('tocsin migrate ', DATABASE()), 120)`,
    release: `SELECT RELEASE_LOCK(CONCAT('tocsin migrate ', DATABASE()))`,
  },
  durability: [
    {
      setting: 'innodb_flush_log_at_trx_commit',
      sql: 'SELECT @@GLOBAL.innodb_flush_log_at_trx_commit AS value',
      durable: ['1'],
    },
  ],
}

const bytewise = (type: string) => `${type} COLLATE "C"`
const postgres: Dialect = {
  name: 'postgres',
  sequelize: 'postgres',
  types: {
    id: bytewise('VARCHAR(40)'),
    slug: bytewise('VARCHAR(40)'),
    hash: bytewise('VARCHAR(64)'),
    word: bytewise('VARCHAR(128)'),
    name: bytewise('VARCHAR(255)'),
    key: bytewise('VARCHAR(512)'),
    text: 'TEXT',
    json: 'TEXT',
    time: 'TIMESTAMP(3) WITH TIME ZONE',
    int: 'INTEGER',
    flag: 'BOOLEAN',
  },
  tableOptions: {},
  timeText: (time) => time.toISOString(),
  ...onConflict,
  sendsTogether: 'text',
  guessesCounts: false,
  singleWriter: false,
  locksIndexEntries: false,
  onConnect: 'SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED',
  migrationLock: { take: 'SELECT pg_advisory_xact_lock(7460983)', release: null },
  durability: [
    {
      setting: 'synchronous_commit',
      sql: 'SHOW synchronous_commit',
      durable: ['on', 'remote_apply', 'remote_write', 'local'],
    },
    { setting: 'fsync', sql: 'SHOW fsync', durable: ['on'] },
  ],
}

export const dialects: Readonly<Record<Dialect['name'], Dialect>> = { sqlite, mariadb, postgres }
