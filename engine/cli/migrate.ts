import { readConfig } from '../config.ts'
import { createLog } from '../observability/log.ts'
import { databaseFault } from '../store/database-fault.ts'
import { print, printJson } from './print.ts'
import { type Verb, VerbFailed } from './verb.ts'

/** Brings the database of DATABASE_URL to this version's tables. */
export const migrate: Verb = {
  name: 'migrate',
  summary: 'bring the database of DATABASE_URL to the tables of this version',
  setUp: (command) => {
    command.option('--json', 'print the answer as one JSON object').action(run)
  },
}

async function run(options: { readonly json?: boolean }): Promise<void> {
  // Loaded when it is asked for: the other verbs need not wait for it.
  const { openStore } = await import('../store/index.ts')
  const { databaseUrl } = readConfig()
  const store = openStore({ url: databaseUrl, log: createLog('silent') })
  try {
    const applied = await store.migrate()
    if (options.json) return printJson({ dialect: store.dialect, applied })
    print(applied.length === 0 ? `The ${store.dialect} database is up to date.` : `Applied: ${applied.join(', ')}`)
  } catch (error) {
    throw new VerbFailed(
      databaseFault(error, databaseUrl),
      'see that the server runs, that the database exists and that the user of DATABASE_URL may create tables in it; then run the command again.',
    )
  } finally {
    await store.close()
  }
}
