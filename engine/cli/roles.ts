import { type LauncherConfig, launcherConfig } from '../config-launcher.ts'
import { deadLinks, publicUrlRemedy } from '../launcher/outside.ts'
import { runProcess } from '../process/main.ts'
import type { Role } from '../process/start-process.ts'
import { MasterKeyMissing } from '../security/master-key.ts'
import { isDatabaseError } from '../store/errors.ts'
import { databaseFault } from '../store/database-fault.ts'
import { tell } from './print.ts'
import { VerbFailed } from './verb.ts'

/**
 * Runs one role as a process of its own.
 * @throws {VerbFailed} on SQLite: its one writer is one connection of one process (D31)
 */
export async function runRole(role: Role): Promise<void> {
  const config = launcherConfig()
  if (config.databaseUrl.startsWith('sqlite:'))
    throw new VerbFailed(
      `\`tocsin ${role}\` does not run on SQLite: its single writer must be one connection of one process, and API and worker apart would be two.`,
      'use `npm start`, which runs both in one process; or set DATABASE_URL to mysql://… or postgres://….',
    )
  if (role === 'worker') warnOfLinks(config)
  try {
    await runProcess([role], config)
  } catch (error) {
    throw tellStart(error, config.databaseUrl)
  }
}

/** The worker writes the links, and knows no other address of the API than the one that it is told. */
function warnOfLinks(config: LauncherConfig): void {
  const links = deadLinks(config)
  if (links !== null) tell(`tocsin: warning: ${links}.\n  Next: ${publicUrlRemedy}`)
  else if (!config.publicUrlIsSet)
    tell(
      `tocsin: warning: TOCSIN_PUBLIC_URL is not set, so links in messages begin with ${config.publicUrl}, which need not be the API.\n  Next: ${publicUrlRemedy}`,
    )
}

/** What the reader can mend, with what to do; the rest as it is. */
function tellStart(error: unknown, databaseUrl: string): unknown {
  if (error instanceof MasterKeyMissing)
    return new VerbFailed(error.problem, `${error.next}, and set TOCSIN_MASTER_KEY to it for every api and worker.`)
  if (!isDatabaseError(error)) return error
  return new VerbFailed(
    databaseFault(error, databaseUrl),
    'see that the server runs, that the database exists and that the user of DATABASE_URL may use it; then start again.',
  )
}
