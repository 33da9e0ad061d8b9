import { readConfig } from '../config.ts'
import { runProcess } from '../process/main.ts'
import type { Role } from '../process.ts'
import { VerbFailed } from './verb.ts'

/**
 * Runs one role as a process of its own.
 * @throws {VerbFailed} on SQLite: its one writer is one connection of one process (D31)
 */
export async function runRole(role: Role): Promise<void> {
  const config = readConfig()
  if (config.databaseUrl.startsWith('sqlite:'))
    throw new VerbFailed(
      `\`tocsin ${role}\` does not run on SQLite: its single writer must be one connection of one process, and API and worker apart would be two.`,
      'use `npm start`, which runs both in one process; or set DATABASE_URL to mysql://… or postgres://….',
    )
  await runProcess([role], config)
}
