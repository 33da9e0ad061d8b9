/** The three databases, each test file with a fresh one. A server that is not there is a visible skip, in CI a failure. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { beforeAll, describe, test } from 'vitest'
import { openStore, type SqlStore } from '../../engine/store/index.ts'

export interface TestDatabase {
  readonly url: string
  /** Opens a store on it; `drop` closes every one. */
  open(): SqlStore
  drop(): Promise<void>
}
export interface TestDialect {
  readonly name: 'sqlite' | 'mariadb' | 'postgres'
  readonly server: string
  available(): Promise<boolean>
  create(): Promise<TestDatabase>
}

export const silent = { info() {}, warn() {}, error() {} }
const mariadbServer = process.env.TOCSIN_TEST_MARIADB ?? 'mysql://root@127.0.0.1:3306'
const postgresServer = process.env.TOCSIN_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432'
const freshName = () => `tocsin_test_${randomBytes(6).toString('hex')}`

const database = (url: string, remove: () => Promise<void>): TestDatabase => {
  const stores: SqlStore[] = []
  return {
    url,
    open() {
      const store = openStore({ url, log: silent })
      stores.push(store)
      return store
    },
    async drop() {
      for (const store of stores) await store.close()
      await remove()
    },
  }
}

async function onMariadb(sql: string): Promise<void> {
  const connection = await mysql.createConnection({ uri: mariadbServer, connectTimeout: 2_000 })
  try {
    await connection.query(sql)
  } finally {
    await connection.end()
  }
}
async function onPostgres(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${postgresServer}/postgres`, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
const answers = (ask: Promise<void>) =>
  ask.then(
    () => true,
    () => false,
  )

/** For suites in which the database makes no difference. */
export const sqlite: TestDialect = {
  name: 'sqlite',
  server: 'a file',
  available: async () => true,
  async create() {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-test-'))
    return database(`sqlite:${join(folder, 'tocsin.db')}`, () => rm(folder, { recursive: true }))
  },
}

export const dialects: readonly TestDialect[] = [
  sqlite,
  {
    name: 'mariadb',
    server: mariadbServer,
    available: () => answers(onMariadb('SELECT 1')),
    async create() {
      const name = freshName()
      await onMariadb(`CREATE DATABASE ${name}`)
      return database(`${mariadbServer}/${name}`, () => onMariadb(`DROP DATABASE ${name}`))
    },
  },
  {
    name: 'postgres',
    server: postgresServer,
    available: () => answers(onPostgres('SELECT 1')),
    async create() {
      const name = freshName()
      await onPostgres(`CREATE DATABASE ${name}`)
      return database(`${postgresServer}/${name}`, () => onPostgres(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  },
]

/** One suite for each database, or for those given. */
export async function describeDialects(
  title: string,
  suite: (dialect: TestDialect) => void,
  on: readonly TestDialect[] = dialects,
): Promise<void> {
  for (const dialect of on) {
    const name = `${title} on ${dialect.name}`
    if (await dialect.available()) describe(name, () => suite(dialect))
    else if (process.env.CI === 'true')
      test(`${name}: a server answers`, () => {
        throw new Error(`No ${dialect.name} answers at ${dialect.server}.`)
      })
    else describe.skip(`${name} (no server at ${dialect.server})`, () => suite(dialect))
  }
}

/** Gives a suite a fresh database with all migrations, and drops it behind the last test. */
export function migratedStore(create: TestDialect['create'], use: (store: SqlStore, base: TestDatabase) => void): void {
  beforeAll(async () => {
    const base = await create()
    const store = base.open()
    await store.migrate()
    use(store, base)
    return () => base.drop()
  })
}
