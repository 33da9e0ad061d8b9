import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@temporalio/client'
import { NativeConnection } from '@temporalio/worker'
import { launcherConfig } from '../../engine/config-launcher.ts'
import { installedTemporal } from '../../engine/launcher/temporal-binary.ts'
import { temporalFlags } from '../../engine/launcher/temporal-flags.ts'
import { untilServing } from '../../engine/launcher/temporal-ready.ts'
import { freePort, startChild } from './child.ts'

/** A dev server of the test's own, with the flags of `npm start`, on a free port and a folder that is deleted after. */
export async function startTemporal() {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-temporal-'))
  const rejected: string[] = []
  const binary = await installedTemporal(launcherConfig(), rejected)
  if (!binary)
    throw new Error(
      `No Temporal CLI was found (${rejected.join('; ') || 'none on PATH'}): set TOCSIN_TEMPORAL_BIN, or run npm test, which gets one.`,
    )
  const [port, uiPort, httpPort, metricsPort] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const databaseFile = join(folder, 'temporal.db')
  const child = startChild(
    binary.path,
    temporalFlags({ port, uiPort, httpPort, metricsPort, namespace: 'default', databaseFile }),
  )
  const failed = child.ended.then(({ code }) => {
    throw new Error(`The Temporal server ended with ${code}:\n${child.output()}`)
  })
  failed.catch(() => undefined)
  await Promise.race([failed, untilServing(port, 'default', 60_000)])
  const address = `127.0.0.1:${port}`
  const connection = await NativeConnection.connect({ address })
  return {
    address,
    connection,
    client: new Client({ connection, namespace: 'default' }),
    async stop(): Promise<void> {
      await connection.close()
      await child.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
