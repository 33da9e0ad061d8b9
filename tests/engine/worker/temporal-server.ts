import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launcherConfig } from '../../../engine/config-launcher.ts'
import { findTemporal } from '../../../engine/launcher/temporal-binary.ts'
import { temporalFlags } from '../../../engine/launcher/temporal-flags.ts'
import { untilServing } from '../../../engine/launcher/temporal-ready.ts'
import { type Child, freePort, startChild } from '../../support/child.ts'

/** A Temporal dev server that a test may kill, start again on the same port, and rob of its database. */
export interface MortalTemporal {
  readonly address: string
  start(): Promise<void>
  /** As `kill -9` does it. */
  kill(): Promise<void>
  /** Between `kill` and `start`: all that Temporal knew is gone. */
  forget(): Promise<void>
  remove(): Promise<void>
}

/** Made, but not started. */
export async function mortalTemporal(): Promise<MortalTemporal> {
  const binary = await findTemporal(launcherConfig(), () => undefined)
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-temporal-'))
  const [port, uiPort, httpPort, metricsPort] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const databaseFile = join(folder, 'temporal.db')
  const flags = temporalFlags({ port, uiPort, httpPort, metricsPort, namespace: 'default', databaseFile })
  let child: Child | null = null
  const kill = async () => {
    await child?.stop('SIGKILL')
    child = null
  }
  return {
    address: `127.0.0.1:${port}`,
    async start() {
      child = startChild(binary.path, flags)
      await untilServing(port, 'default', 30_000)
    },
    kill,
    async forget() {
      for (const suffix of ['', '-wal', '-shm']) await rm(`${databaseFile}${suffix}`, { force: true })
    },
    async remove() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
