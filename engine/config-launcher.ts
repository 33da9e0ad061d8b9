/** What launcher and command line need beside the settings: our folders, and the environment that children get. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, readConfig } from './config.ts'

/** Folder of this checkout. */
export const projectRoot = resolve(fileURLToPath(new URL('..', import.meta.url)))

export interface LauncherConfig extends Config {
  /** True when no `TOCSIN_RULES` names a folder: then it is DATA/rules, seeded with the starter rules (D17). */
  readonly rulesAreOurs: boolean
  /** `PORT` or `HOST` says where Tocsin is. */
  readonly addressIsSet: boolean
  /** `TOCSIN_PUBLIC_URL` says how others reach it. */
  readonly publicUrlIsSet: boolean
  /** Per-user cache, shared by all data folders. */
  readonly cacheDir: string
}

/**
 * The settings as the embedded mode sees them.
 * @throws {ConfigError} naming each bad variable
 */
export function launcherConfig(env: NodeJS.ProcessEnv = process.env): LauncherConfig {
  const config = readConfig(env)
  return {
    ...config,
    rulesAreOurs: !env.TOCSIN_RULES?.trim(),
    addressIsSet: Boolean(env.PORT?.trim() || env.HOST?.trim()),
    publicUrlIsSet: Boolean(env.TOCSIN_PUBLIC_URL?.trim()),
    cacheDir: join(env.XDG_CACHE_HOME?.trim() || join(homedir(), '.cache'), 'tocsin'),
  }
}

/** The environment that a child gets: ours, with these names set or (null) removed. */
export function childEnvironment(changes: Readonly<Record<string, string | null>> = {}): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...process.env, ...changes })) if (value != null) env[name] = value
  return env
}

/** Folders in which programs are looked for. */
export const programFolders = (): string => process.env.PATH ?? ''

/** Whether our own bootstrap started this process, so that its end is ours. */
export const startedByBootstrap = (): boolean => process.env.TOCSIN_LAUNCHED === '1'
