import { Client } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker'
import type { Log } from '../observability/log.ts'
import { backOff } from './back-off.ts'
import { pause } from './pause.ts'

export interface TemporalSettings {
  readonly address: string
  readonly namespace: string
  /** TEMPORAL_* of the environment: TLS and API key. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * Client and connection of this process to Temporal. One connection for both client and worker, because only then may
 * the server hand a started workflow to this worker at once (eager start).
 */
export interface Temporal {
  readonly connection: NativeConnection
  readonly client: Client
}

/**
 * Connects, again and again with back-off up to 5 s, until it succeeds; Temporal may come up after us. Afterwards the
 * SDK reconnects by itself.
 * @returns null when `signal` is aborted first
 */
export async function connectTemporal(
  settings: TemporalSettings,
  log: Log,
  signal: AbortSignal,
): Promise<Temporal | null> {
  const options = connectionOptions(settings)
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const connection = await NativeConnection.connect(options)
      return { connection, client: new Client({ connection, namespace: settings.namespace }) }
    } catch (error) {
      if (attempt === 0) log.warn({ err: error, address: settings.address }, 'Temporal does not answer; trying again')
      await pause(backOff(attempt, 100, 5_000), signal)
    }
  }
  return null
}

/**
 * Address and whatever TEMPORAL_TLS*, TEMPORAL_API_KEY and the like say. No profile file is read: one that happens to
 * lie in somebody's home folder must not redirect a server.
 */
export function connectionOptions(settings: TemporalSettings): NativeConnectionOptions {
  const { connectionOptions: fromEnv } = loadClientConnectConfig({
    disableFile: true,
    overrideEnvVars: { ...settings.env, TEMPORAL_ADDRESS: settings.address },
  })
  return { ...fromEnv, address: settings.address }
}
