import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { type LauncherConfig, programFolders } from '../config-launcher.ts'
import { CannotStart } from './cannot-start.ts'
import { buildTemporal } from './temporal-build.ts'
import { downloadTemporal } from './temporal-download.ts'
import { checkTemporal, temporalPin } from './temporal-version.ts'

/** A Temporal CLI that was run and found good. */
export interface TemporalBinary {
  readonly path: string
  readonly server: string
  /** Where it came from, for people. */
  readonly origin: string
}

type Where = Pick<LauncherConfig, 'dataDir' | 'cacheDir'> & {
  readonly temporal: Pick<LauncherConfig['temporal'], 'bin'>
}

/** Files to look at, in design order; only those that are there count, except the one that the operator named. */
function candidates(config: Where): readonly { readonly origin: string; readonly path: string }[] {
  const named = config.temporal.bin
  if (named) return [{ origin: 'TOCSIN_TEMPORAL_BIN', path: named }]
  const onPath = programFolders()
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => ({ origin: 'PATH', path: join(folder, 'temporal') }))
  return [
    ...onPath,
    { origin: 'the data folder', path: join(config.dataDir, `temporal-${temporalPin}`) },
    { origin: 'the user cache', path: cachedPath(config) },
  ].filter(({ path }) => existsSync(path))
}

const cachedPath = (config: Where) => join(config.cacheDir, `temporal-${temporalPin}`)

/**
 * A Temporal CLI that is already on this machine, or null. Fetches nothing.
 * @param rejected is filled with a line for each one that was looked at and can't be used
 */
export async function installedTemporal(config: Where, rejected: string[] = []): Promise<TemporalBinary | null> {
  for (const { origin, path } of candidates(config)) {
    const check = await checkTemporal(path)
    if ('server' in check) return { path, server: check.server, origin }
    rejected.push(`${path} (${origin}): ${check.reason}`)
  }
  return null
}

/**
 * Finds a Temporal CLI in this order: TOCSIN_TEMPORAL_BIN, PATH, caches, download, Go.
 * @param report is given lines of progress
 * @throws {CannotStart} when every way failed, telling each reason
 */
export async function findTemporal(config: Where, report: (line: string) => void): Promise<TemporalBinary> {
  const tried: string[] = []
  const installed = await installedTemporal(config, tried)
  if (installed) return installed
  // A wrong path in a setting is a mistake to tell, not a reason to build something else.
  if (config.temporal.bin)
    throw new CannotStart(
      `TOCSIN_TEMPORAL_BIN can't be used: ${tried.join('; ')}.`,
      'set it to a Temporal CLI with server 1.29 or newer, or unset it and let Tocsin find one.',
    )
  const target = cachedPath(config)
  await mkdir(dirname(target), { recursive: true })
  const ways = [
    { name: `download of Temporal CLI ${temporalPin}`, obtain: downloadTemporal },
    { name: `go install of Temporal CLI ${temporalPin} (2 to 5 minutes, once)`, obtain: buildTemporal },
  ]
  for (const { name, obtain } of ways) {
    report(`No Temporal server here yet. Trying: ${name} …`)
    const reason = await obtain(target, report)
    const check = reason === null ? await checkTemporal(target) : null
    if (check && 'server' in check) return { path: target, server: check.server, origin: name }
    tried.push(`${name}: ${reason ?? (check as { reason: string }).reason}`)
    report(`  did not work: ${tried.at(-1)}`)
  }
  throw new CannotStart(
    `No Temporal server could be found or made.\n  - ${tried.join('\n  - ')}`,
    'do one of these and start again:\n' +
      `- install the Temporal CLI (macOS: brew install temporal; else https://docs.temporal.io/cli), or\n` +
      `- copy one from another machine and set TOCSIN_TEMPORAL_BIN=/path/to/temporal, or\n` +
      '- install Go 1.25 or newer (https://go.dev/dl), Tocsin then builds it, or\n' +
      '- set TEMPORAL_ADDRESS=host:7233 to use a Temporal server that runs elsewhere.',
  )
}
