import { fork } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LauncherConfig, launcherConfig } from '../../../engine/config-launcher.ts'
import { freePort } from '../../../engine/launcher/ports.ts'
import { markOf, type ProcessMark, stillRuns } from '../../../engine/launcher/processes.ts'
import { findTemporal, type TemporalBinary } from '../../../engine/launcher/temporal-binary.ts'
import { startTemporalServer } from '../../../engine/launcher/temporal-server.ts'
import { searchAttributeNames } from '../../../engine/worker/search-attributes.ts'
import { until } from '../../support/until.ts'

let folder: string
let binary: TemporalBinary
let config: Pick<LauncherConfig, 'dataDir' | 'temporal'>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-temporal-'))
  binary = await findTemporal(launcherConfig(), () => {})
  const [port, uiPort] = [await freePort(), await freePort()]
  config = { dataDir: folder, temporal: { ...launcherConfig().temporal, port, uiPort } }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const serverMark = async (): Promise<ProcessMark> =>
  JSON.parse(await readFile(join(folder, 'temporal.pid'), 'utf8')) as ProcessMark
const quiet = () => {}

describe('the embedded Temporal server', () => {
  test('serves with our search attributes, keeps runs over a restart, and stops', async () => {
    const first = await startTemporalServer(config, binary, quiet)
    const mark = await serverMark()
    const connection = await Connection.connect({ address: first.address })
    const known = await connection.operatorService.listSearchAttributes({ namespace: 'default' })
    expect(Object.keys(known.customAttributes ?? {})).toEqual(expect.arrayContaining([...searchAttributeNames]))
    await new Client({ connection }).workflow.start('playbook', { workflowId: 'kept', taskQueue: 'none' })
    expect((await fetch(first.uiUrl)).status).toBe(200)
    await connection.close()
    await first.stop()
    expect(stillRuns(mark)).toBe(false)

    const second = await startTemporalServer(config, binary, quiet)
    const again = await Connection.connect({ address: second.address })
    const run = await new Client({ connection: again }).workflow.getHandle('kept').describe()
    expect(run.status.name).toBe('RUNNING')
    await again.close()
    await second.stop()
  })

  test('comes back after kill -9', async () => {
    const server = await startTemporalServer(config, binary, quiet)
    const before = await serverMark()
    process.kill(before.pid, 'SIGKILL')
    const after = await until('another server', async () => {
      const mark = await serverMark()
      return mark.pid === before.pid ? undefined : mark
    })
    await until('it serves', async () => {
      const connection = await Connection.connect({ address: server.address, connectTimeout: '1s' })
      await connection.close()
      return true
    })
    await server.stop()
    expect(stillRuns(after)).toBe(false)
  })

  test('a port that another program has is refused with the setting to change', async () => {
    const other = createServer().listen(config.temporal.port, '127.0.0.1')
    await new Promise((done) => other.once('listening', done))
    await expect(startTemporalServer(config, binary, quiet)).rejects.toMatchObject({
      name: 'CannotStart',
      message: expect.stringContaining(`Port ${config.temporal.port}, which the Temporal server needs`),
      next: expect.stringMatching(/TEMPORAL_PORT=\d+ npm start/),
    })
    await new Promise((done) => other.close(done))
  })

  test('starts again when another program was quicker at one of its inner ports', async () => {
    const told: string[] = []
    const server = await startTemporalServer(config, await failingOnce('address already in use'), (l) => told.push(l))
    await server.stop()
    expect(told).toEqual([expect.stringContaining('starting it again')])
  })

  test('what it died of is told, not its stack', async () => {
    const started = startTemporalServer(config, await failingOnce('database disk image is malformed'), quiet)
    await expect(started).rejects.toMatchObject({
      name: 'CannotStart',
      message:
        'Temporal server ended while starting (exit code 2). Its last lines:\npanic: database disk image is malformed',
      next: expect.stringContaining('temporal.log'),
    })
  })
})

test('the guard ends its program when its parent is killed', async () => {
  // A parent of our own that starts the guard and is then killed -9.
  const parent = fork(join(import.meta.dirname, 'guard-parent.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const { pid } = await new Promise<{ pid: number }>((done) =>
    parent.once('message', (m) => done(m as { pid: number })),
  )
  const mark = markOf(pid)
  expect(stillRuns(mark)).toBe(true)
  parent.kill('SIGKILL')
  await until('the program has ended', async () => (stillRuns(mark) ? undefined : true), 10_000)
})

/** A server that panics as Go programs do when it is started first, and is the real one from then on. */
async function failingOnce(words: string): Promise<TemporalBinary> {
  const path = join(await mkdtemp(join(folder, 'failing-')), 'temporal')
  const panic = `panic: ${words}\n\ngoroutine 1 [running]:\nmain.main()\n\tmain.go:18 +0x96\nexit status`
  const script = `#!/bin/sh\nif [ -e "$0.tried" ]; then exec "${binary.path}" "$@"; fi\ntouch "$0.tried"\necho '${panic}' >&2\nexit 2\n`
  await writeFile(path, script, { mode: 0o755 })
  return { ...binary, path }
}
