import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@temporalio/client'
import { NativeConnection } from '@temporalio/worker'
import { launcherConfig } from '../../engine/config-launcher.ts'
import { installedTemporal } from '../../engine/launcher/temporal-binary.ts'
import { temporalFlags } from '../../engine/launcher/temporal-flags.ts'
import { freePort, startChild } from './child.ts'
import { until } from './until.ts'

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
  // A refused gRPC connection backs off for a second, so the port is awaited first.
  await Promise.race([failed, until('the Temporal port is open', () => isOpen(port), 60_000)])
  const address = `127.0.0.1:${port}`
  const connection = await NativeConnection.connect({ address })
  await Promise.race([failed, until('the namespace is there', () => describes(connection), 60_000)])
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

const isOpen = (port: number): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(undefined))
  })

const describes = (connection: NativeConnection): Promise<true | undefined> =>
  connection.workflowService.describeNamespace({ namespace: 'default' }).then(
    () => true,
    () => undefined,
  )
