import type { Store } from '../store/contract.ts'
import type { Log } from '../store/log.ts'
import type { Report } from './health.ts'

/**
 * How the database is: down when it does not answer or takes nothing, degraded when its settings may lose what it took
 * (D9). The settings are read here, once, and what is wrong with them is logged: to read them queues behind alerts.
 */
export async function databaseHealth(
  store: Pick<Store, 'ping' | 'writeFault' | 'durability' | 'dialect'>,
  log: Pick<Log, 'warn'>,
): Promise<() => Promise<Report>> {
  const { settings, warnings } = await store.durability()
  for (const warning of warnings) log.warn({ dialect: store.dialect }, warning)
  const status = warnings.length > 0 ? 'degraded' : 'ok'
  return async () => {
    await store.ping()
    const fault = store.writeFault()
    if (fault !== null) return { status: 'down', warnings: [`Nothing can be written: ${fault}.`] }
    return { status, warnings, details: { dialect: store.dialect, ...settings } }
  }
}
