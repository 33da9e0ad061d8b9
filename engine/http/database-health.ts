import type { Store } from '../store/contract.ts'
import type { Report } from './health.ts'

/** Down when it does not answer or takes nothing, degraded when its settings may lose what it took (D9). */
export async function databaseHealth(
  store: Pick<Store, 'ping' | 'writeFault' | 'durability' | 'dialect'>,
): Promise<Report> {
  await store.ping()
  const fault = store.writeFault()
  if (fault !== null) return { status: 'down', warnings: [`Nothing can be written: ${fault}.`] }
  const { settings, warnings } = await store.durability()
  const status = warnings.length > 0 ? 'degraded' : 'ok'
  return { status, warnings, details: { dialect: store.dialect, ...settings } }
}
