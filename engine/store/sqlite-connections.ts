/**
 * SQLite's connections. Sequelize opens the file anew for every transaction; here are two for the life of the process:
 * one that writes, for transactions, and one that can only read, so that reads never wait for a writer (WAL). Both get
 * the settings of D9.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Sequelize } from 'sequelize'
import sqlite3 from 'sqlite3'

/** The part of Sequelize's connection manager that is replaced; it is not in its type definitions. */
interface ConnectionManager {
  getConnection(options?: { uuid?: string }): Promise<sqlite3.Database>
  releaseConnection(connection: sqlite3.Database): void
  destroyConnection(connection: sqlite3.Database): Promise<void>
  close(): Promise<void>
}

const settings = [
  'PRAGMA journal_mode=WAL',
  'PRAGMA synchronous=FULL',
  'PRAGMA busy_timeout=5000',
  'PRAGMA foreign_keys=ON',
]

export function useTwoConnections(sequelize: Sequelize, path: string): void {
  let writer: Promise<sqlite3.Database> | null = null
  let reader: Promise<sqlite3.Database> | null = null
  let closed = false
  const manager = (sequelize as unknown as { connectionManager: ConnectionManager }).connectionManager

  const write = (): Promise<sqlite3.Database> => {
    writer ??= open(path, settings).catch((error: unknown) => {
      writer = null
      throw error
    })
    return writer
  }
  const read = (): Promise<sqlite3.Database> => {
    // The writer makes the file and turns WAL on, so it comes first.
    reader ??= write()
      .then(() => open(path, [...settings.slice(1), 'PRAGMA query_only=ON']))
      .catch((error: unknown) => {
        reader = null
        throw error
      })
    return reader
  }
  Object.assign(manager, {
    getConnection(options?: { uuid?: string }) {
      if (closed) return Promise.reject(new Error('The store is in a closed state.'))
      return options?.uuid === undefined ? read() : write()
    },
    releaseConnection() {},
    async destroyConnection(connection) {
      // Only the writer is ever given up: a commit failed and its state is unknown.
      writer = null
      await close(connection)
    },
    async close() {
      closed = true
      const open = [reader, writer]
      reader = writer = null
      for (const connection of open) if (connection !== null) await close(await connection)
    },
  } satisfies ConnectionManager)
}

async function open(path: string, statements: readonly string[]): Promise<sqlite3.Database> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
    const made: sqlite3.Database = new sqlite3.Database(path, (error) =>
      error === null ? resolve(made) : reject(error),
    )
  })
  for (const statement of statements)
    await new Promise<void>((resolve, reject) =>
      connection.run(statement, (error) => (error === null ? resolve() : reject(error))),
    )
  return connection
}

const close = (connection: sqlite3.Database): Promise<void> =>
  new Promise((resolve, reject) => connection.close((error) => (error === null ? resolve() : reject(error))))
