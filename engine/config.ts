/** The settings, read once from the environment; the only reader of it. */
import { join, resolve } from 'node:path'
import { httpAddress } from './config/addresses.ts'
import { type ConnectionSetting, type FamilySettings, readFamilies } from './config/families.ts'
import { legacyConnections } from './config/legacy.ts'
import { ConfigError, type SettingProblem } from './config/problem.ts'
import { type SettingName, settings } from './config/settings.ts'
import { warnUnknown } from './config/unknown.ts'
import { isLoopback } from './security/loopback.ts'

export type { ConnectionSetting } from './config/families.ts'
export { ConfigError } from './config/problem.ts'

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

export interface Config extends FamilySettings {
  readonly port: number
  /** Of a worker that runs without the API. */
  readonly workerPort: number
  readonly host: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  readonly auth: 'loopback' | 'required'
  readonly adminKey: string | null
  readonly masterKey: string | null
  readonly adminEmail: string | null
  /** Absolute. */
  readonly dataDir: string
  readonly databaseUrl: string
  readonly redisUrl: string | null
  /** Absolute. */
  readonly rules: string
  /** Events per second for each integration; null: no limit. */
  readonly intakeRate: number | null
  /** 0 to 1. */
  readonly matchAudit: number
  readonly logLevel: LogLevel
  /** Null: text on a terminal, else JSON. */
  readonly logFormat: 'json' | 'text' | null
  readonly temporal: {
    /** Null: the launcher runs one on `port`. */
    readonly address: string | null
    readonly namespace: string
    readonly taskQueue: string
    readonly port: number
    readonly uiPort: number
    /** Without a slash at the end; null: unknown, with a server of one's own. */
    readonly uiUrl: string | null
    readonly bin: string | null
    /** TEMPORAL_* as they are, for @temporalio/envconfig. */
    readonly env: Readonly<Record<string, string>>
  }
  readonly connections: readonly ConnectionSetting[]
  /** Sentences for the log and `tocsin doctor`. */
  readonly warnings: readonly string[]
}

/**
 * Reads every setting. Empty variables count as unset.
 * @throws {ConfigError} naming each bad variable with the remedy
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: SettingProblem[] = []
  const read = (name: SettingName): unknown => {
    const { default: fallback, schema } = settings[name]
    const text = env[name]?.trim() || fallback
    if (text === null) return null
    const result = schema.safeParse(text)
    if (result.success) return result.data
    problems.push({
      variable: name,
      message: result.error.issues[0]?.message ?? 'cannot be read',
      remedy: 'See .env.example.',
    })
    return null
  }
  const values = Object.fromEntries(Object.keys(settings).map((name) => [name, read(name as SettingName)]))
  const text = (name: SettingName): string | null => (typeof values[name] === 'string' ? values[name] : null)
  const number = (name: SettingName): number => (typeof values[name] === 'number' ? values[name] : Number.NaN)
  const families = readFamilies(env, problems)
  const host = text('HOST') ?? '127.0.0.1'
  const auth = text('TOCSIN_AUTH') ?? (isLoopback(host) ? 'loopback' : null)
  if (auth !== 'required' && !isLoopback(host)) {
    problems.push({
      variable: 'TOCSIN_AUTH',
      message: `must be "required" where HOST (${host}) is not a loopback address`,
      remedy: 'Set TOCSIN_AUTH=required, or HOST=127.0.0.1.',
    })
  }
  if (problems.length > 0) throw new ConfigError(problems)
  const dataDir = resolve(text('TOCSIN_DATA_DIR') ?? 'data')
  const bare = (address: string | null) => address?.replace(/\/+$/, '') ?? null
  return {
    port: number('PORT'),
    workerPort: number('TOCSIN_WORKER_PORT'),
    host,
    publicUrl: bare(text('TOCSIN_PUBLIC_URL')) ?? httpAddress(host, number('PORT')),
    auth: auth === 'required' ? 'required' : 'loopback',
    adminKey: text('TOCSIN_ADMIN_KEY'),
    masterKey: text('TOCSIN_MASTER_KEY'),
    adminEmail: text('TOCSIN_ADMIN_EMAIL'),
    dataDir,
    databaseUrl: text('DATABASE_URL') ?? `sqlite:${join(dataDir, 'tocsin.db')}`,
    redisUrl: text('REDIS_URL'),
    rules: resolve(text('TOCSIN_RULES') ?? join(dataDir, 'rules')),
    intakeRate: values.TOCSIN_INTAKE_RATE === null ? null : number('TOCSIN_INTAKE_RATE'),
    matchAudit: number('TOCSIN_MATCH_AUDIT'),
    logLevel: (text('TOCSIN_LOG_LEVEL') ?? 'info') as LogLevel,
    logFormat: text('TOCSIN_LOG_FORMAT') as Config['logFormat'],
    temporal: {
      address: text('TEMPORAL_ADDRESS'),
      namespace: text('TEMPORAL_NAMESPACE') ?? 'default',
      taskQueue: text('TEMPORAL_TASK_QUEUE') ?? 'tocsin',
      port: number('TEMPORAL_PORT'),
      uiPort: number('TEMPORAL_UI_PORT'),
      uiUrl:
        bare(text('TEMPORAL_UI_URL')) ??
        (text('TEMPORAL_ADDRESS') === null ? `http://127.0.0.1:${number('TEMPORAL_UI_PORT')}` : null),
      bin: text('TOCSIN_TEMPORAL_BIN'),
      env: Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) => (name.startsWith('TEMPORAL_') && value ? [[name, value]] : [])),
      ),
    },
    ...families,
    connections: [...legacyConnections(values), ...families.connections],
    warnings: warnUnknown(env),
  }
}
