/** Settings that the launcher and the command line need before anything else runs. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of this checkout. */
export const projectRoot = resolve(fileURLToPath(new URL('..', import.meta.url)))

export interface LauncherConfig {
  readonly host: string
  readonly port: number
  /** Everything that this installation keeps, absolute. */
  readonly dataDir: string
  readonly databaseUrl: string
  /** The folder bound to tenant `default` (D15), absolute. */
  readonly rules: string
  /** False when `TOCSIN_RULES` names the folder: then it is the operator's and is never seeded. */
  readonly rulesAreOurs: boolean
  readonly temporal: {
    /** An own server; then none is started. */
    readonly address: string | null
    readonly namespace: string
    readonly port: number
    readonly uiPort: number
    /** Where people reach the Temporal UI, when it is not ours. */
    readonly uiUrl: string | null
    readonly binary: string | null
    /** Per-user cache, shared by all data folders. */
    readonly cacheDir: string
  }
  /** API keys are asked for (D39). */
  readonly authRequired: boolean
  readonly adminKeyIsSet: boolean
  /** Under continuous integration: no question, nothing skipped. */
  readonly ci: boolean
}

/** A setting that cannot be used; the message names it and the remedy. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting'
}

type Environment = Readonly<Record<string, string | undefined>>

function portOf(env: Environment, name: string, fallback: number): number {
  const text = env[name]?.trim()
  if (!text) return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new BadSetting(`${name}=${text} is not a port. Use a whole number from 1 to 65535, or leave it unset.`)
  return port
}

/**
 * Reads the launcher's settings.
 * @throws {BadSetting} naming the variable
 */
export function launcherConfig(env: Environment = process.env): LauncherConfig {
  const dataDir = resolve(projectRoot, env.TOCSIN_DATA_DIR?.trim() || 'data')
  const rules = env.TOCSIN_RULES?.trim()
  return {
    host: env.HOST?.trim() || '127.0.0.1',
    port: portOf(env, 'PORT', 8000),
    dataDir,
    databaseUrl: env.DATABASE_URL?.trim() || `sqlite:${join(dataDir, 'tocsin.db')}`,
    rules: rules ? resolve(projectRoot, rules) : join(dataDir, 'rules'),
    rulesAreOurs: !rules,
    temporal: {
      address: env.TEMPORAL_ADDRESS?.trim() || null,
      namespace: env.TEMPORAL_NAMESPACE?.trim() || 'default',
      port: portOf(env, 'TEMPORAL_PORT', 7233),
      uiPort: portOf(env, 'TEMPORAL_UI_PORT', 8233),
      uiUrl: env.TEMPORAL_UI_URL?.trim() || null,
      binary: env.TOCSIN_TEMPORAL_BIN?.trim() || null,
      cacheDir: join(env.XDG_CACHE_HOME?.trim() || join(homedir(), '.cache'), 'tocsin'),
    },
    authRequired: env.TOCSIN_AUTH?.trim() === 'required',
    adminKeyIsSet: Boolean(env.TOCSIN_ADMIN_KEY?.trim()),
    ci: Boolean(env.CI),
  }
}

/** The environment that a child gets: ours, with these names set or (null) removed. */
export function childEnvironment(changes: Readonly<Record<string, string | null>> = {}): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...process.env, ...changes })) if (value != null) env[name] = value
  return env
}
