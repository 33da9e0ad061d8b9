/** What a start looks at before it starts anything: a server for nothing is slow, and hides what is wrong. */
import { stat } from 'node:fs/promises'
import type { LauncherConfig } from '../config-launcher.ts'
import { CannotStart } from './cannot-start.ts'

/**
 * @throws {CannotStart} naming the rules folder that is not there, or the database server that cannot be used and why.
 * A SQLite file is left to the process that opens it: it may have to be made.
 */
export async function lookFirst(config: Pick<LauncherConfig, 'databaseUrl' | 'rules' | 'rulesAreOurs'>): Promise<void> {
  const folder = await stat(config.rules).catch(() => null)
  if (!config.rulesAreOurs && !folder?.isDirectory())
    throw new CannotStart(
      `The folder of TOCSIN_RULES is not there: ${config.rules}.`,
      'make it, or point TOCSIN_RULES elsewhere; unset, the rules are in the data folder.',
    )
  if (config.databaseUrl.startsWith('sqlite:')) return
  // Loaded when it is asked for: a start on SQLite need not wait for it.
  const { readDatabase } = await import('../store/readable-database.ts')
  const read = await readDatabase(config.databaseUrl, async () => null)
  if ('reason' in read)
    throw new CannotStart(
      read.reason,
      'see that the server of DATABASE_URL runs, that the database exists and that its user may use it; then start again.',
    )
}
