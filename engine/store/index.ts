/** Opens the database and puts the store together. */
import { QueryTypes } from 'sequelize'
import { commandLine } from '../config-command.ts'
import { ackTokenStore } from './ack-tokens.ts'
import { alertStore } from './alerts.ts'
import type { Store } from './contract.ts'
import { type Database, openDatabase, sealed } from './database.ts'
import { deadLetterStore } from './dead-letters.ts'
import { deliveryStore } from './deliveries.ts'
import { durability } from './durability.ts'
import { DatabaseUnavailable } from './errors.ts'
import { idempotencyStore } from './idempotency.ts'
import { inboxStore } from './inbox.ts'
import { incidentStore } from './incidents.ts'
import { keyStore } from './keys.ts'
import type { Log } from './log.ts'
import { migrate } from './migrations/index.ts'
import { outboxStore } from './outbox.ts'
import { planStore } from './plans.ts'
import { ruleSetStore } from './rule-sets.ts'
import { runStore } from './runs.ts'
import { everyTenant } from './scope.ts'
import { seenStore } from './seen.ts'
import { timelineStore } from './timeline.ts'
import { timerStore } from './timers.ts'
import { parseDatabaseUrl } from './url.ts'
import { userStore } from './users.ts'
import { watchStore } from './watches.ts'

/** The store with its tables, which the pipeline writes in statements of its own. */
export interface SqlStore extends Store {
  readonly database: Database
}

const pingMs = 2_000

/**
 * Opens nothing yet: the first statement does, so that a server that is down is an error of that statement.
 * @param options.url one of the forms of `DATABASE_URL`
 * @throws {InvalidDatabaseUrl}
 */
export function openStore({ url, log }: { readonly url: string; readonly log: Log }): SqlStore {
  const database = openDatabase(parseDatabaseUrl(url))
  let installation: string | null = null
  // One row, of the database and of no tenant.
  const installed = () => database.read(() => database.tables.installations.first(everyTenant, { where: {} }))
  return {
    database,
    dialect: database.dialect.name,
    migrate: async () => {
      const applied = await migrate(database)
      if (applied.length > 0) log.info({ migrations: applied }, 'database migrated')
      return applied
    },
    ping: () => ping(database),
    writeFault: () => database.writeFault.why,
    durability: () => durability(database),
    close: () => database.close(),
    transaction: (work) => database.transaction((tx) => work(sealed(tx))),
    installation: async () => {
      installation ??= (await installed())?.id ?? null
      if (installation === null) throw new Error(`The database has no tables yet; run \`${commandLine('migrate')}\`.`)
      return installation
    },
    namespace: {
      last: async () => (await installed())?.temporal_namespace ?? null,
      remember: async (temporal_namespace) => {
        await database.write((tx) => database.tables.installations.update(everyTenant, { temporal_namespace }, {}, tx))
      },
    },
    alerts: alertStore(database),
    incidents: incidentStore(database),
    runs: runStore(database),
    outbox: outboxStore(database),
    timeline: timelineStore(database),
    timers: timerStore(database),
    watches: watchStore(database),
    deliveries: deliveryStore(database),
    inbox: inboxStore(database),
    deadLetters: deadLetterStore(database),
    plans: planStore(database),
    seen: seenStore(database),
    ruleSets: ruleSetStore(database),
    users: userStore(database),
    keys: keyStore(database),
    idempotency: idempotencyStore(database),
    ackTokens: ackTokenStore(database),
  }
}

async function ping({ sequelize, read }: Database): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable('The database did not answer within 2 s.')), pingMs)
  })
  try {
    await Promise.race([read(() => sequelize.query('SELECT 1', { type: QueryTypes.SELECT })), late])
  } finally {
    clearTimeout(timer)
  }
}
