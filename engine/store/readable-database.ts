import { existsSync } from 'node:fs'
import { clean, createLog } from '../observability/log.ts'
import { openStore, type SqlStore } from './index.ts'
import { parseDatabaseUrl } from './url.ts'
import { databaseFault } from './database-fault.ts'

/** Reads from the database without leaving anything behind. Never fails: answers why it can't be read. */
export async function readDatabase<T>(
  databaseUrl: string,
  read: (store: SqlStore) => Promise<T>,
): Promise<{ readonly found: T } | { readonly reason: string; readonly missing: boolean }> {
  try {
    const place = parseDatabaseUrl(databaseUrl)
    // Opening would make the file.
    if (place.dialect === 'sqlite' && !existsSync(place.path))
      return { reason: 'there is no database yet', missing: true }
    const store = openStore({ url: databaseUrl, log: createLog('silent') })
    try {
      await store.ping()
      return { found: await read(store) }
    } finally {
      // Closing may wait for a server that does not answer.
      void store.close().catch(() => undefined)
    }
  } catch (error) {
    return { reason: clean(databaseFault(error, databaseUrl)), missing: false }
  }
}
