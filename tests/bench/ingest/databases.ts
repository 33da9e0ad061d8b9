import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import pg from 'pg'

export interface BenchDatabase {
  readonly name: 'sqlite' | 'mariadb' | 'postgres'
  /** Runs `work` with the URL of a fresh, empty database and drops it afterwards. */
  use<T>(folder: string, label: string, work: (url: string) => Promise<T>): Promise<T>
}

const sqlite: BenchDatabase = {
  name: 'sqlite',
  use: (folder, label, work) => work(`sqlite:${join(folder, `${label}.db`)}`),
}

/** SQLite, and of MariaDB (127.0.0.1:3306, root) and PostgreSQL (127.0.0.1:5432, postgres) those that answer. */
export async function databases(say: (line: string) => void): Promise<readonly BenchDatabase[]> {
  const found: BenchDatabase[] = [sqlite]
  for (const server of [mariadb, postgres]) {
    try {
      const settings = await server.durability()
      say(`${server.name}: ${settings}`)
      found.push(server)
    } catch (error) {
      say(`${server.name}: absent (${error instanceof Error ? error.message : error})`)
    }
  }
  return found
}

interface Server extends BenchDatabase {
  /** The settings of D9 that every row of the table depends on. */
  durability(): Promise<string>
}

const mariadb: Server = {
  name: 'mariadb',
  async durability() {
    return await onMariadb(async (connection) => {
      const [rows] = await connection.query('SELECT @@innodb_flush_log_at_trx_commit AS flush')
      return `innodb_flush_log_at_trx_commit=${(rows as { flush: number }[])[0]?.flush}`
    })
  },
  async use(_folder, label, work) {
    const name = databaseName(label)
    await onMariadb((connection) => connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`))
    try {
      return await work(`mariadb://root@127.0.0.1:3306/${name}`)
    } finally {
      await onMariadb((connection) => connection.query(`DROP DATABASE ${name}`))
    }
  },
}

const postgres: Server = {
  name: 'postgres',
  async durability() {
    return await onPostgres(async (client) => {
      const { rows } = await client.query<{ synchronous_commit: string }>('SHOW synchronous_commit')
      return `synchronous_commit=${rows[0]?.synchronous_commit}`
    })
  },
  async use(_folder, label, work) {
    const name = databaseName(label)
    await onPostgres((client) => client.query(`CREATE DATABASE ${name}`))
    try {
      return await work(`postgres://postgres@127.0.0.1:5432/${name}`)
    } finally {
      await onPostgres((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
    }
  },
}

const databaseName = (label: string): string => `tocsin_test_bench_${label}_${process.pid}`

async function onMariadb<T>(
  work: (connection: Awaited<ReturnType<typeof createConnection>>) => Promise<T>,
): Promise<T> {
  const connection = await createConnection({ host: '127.0.0.1', port: 3306, user: 'root' })
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

async function onPostgres<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: '127.0.0.1', port: 5432, user: 'postgres', database: 'postgres' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
