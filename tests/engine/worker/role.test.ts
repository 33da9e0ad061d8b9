import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Activities } from '../../../activities/contract.ts'
import { readConfig } from '../../../engine/config.ts'
import { openConnections } from '../../../engine/connections/index.ts'
import { seedAdmin } from '../../../engine/people/seed.ts'
import type { Pipeline } from '../../../engine/pipeline/contract.ts'
import { createPipeline } from '../../../engine/pipeline/index.ts'
import { createLinks } from '../../../engine/security/links.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { connectWorker } from '../../../engine/worker/connected.ts'
import { wakingPipeline } from '../../../engine/worker/waking-pipeline.ts'
import { type RunningWorker, startWorker } from '../../../engine/worker.ts'
import { dialects, silent, type TestDatabase } from '../../support/dialects.ts'
import { until } from '../../support/until.ts'
import { event, rulesOf } from '../pipeline/world.ts'
import { silentLog } from './bench-of-parts.ts'
import { type MortalTemporal, mortalTemporal } from './temporal-server.ts'

const scope = systemScope('default')
const rules = rulesOf(
  `rule "Page" {
  when alert.name == "DiskFull"
  then {
    notify @oncall
    wait for ack up to 1h
    set alert.note = "somebody has it"
  }
}
rule "Nobody" {
  when alert.name == "NobodyKnows"
  then { notify @nobody }
}
`,
  1,
)

let server: MortalTemporal
let folder: string
let database: TestDatabase
let store: SqlStore
let pipeline: Pipeline
const workers: RunningWorker[] = []

beforeAll(async () => {
  server = await mortalTemporal()
  await server.start()
  folder = await mkdtemp(join(tmpdir(), 'tocsin-worker-'))
})
afterAll(async () => {
  await server.remove()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  database = await freshDatabase()
  store = await openOn(database)
})
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
  await database.drop()
})

async function freshDatabase(): Promise<TestDatabase> {
  const [sqlite] = dialects
  if (!sqlite) throw new Error('no dialect')
  return sqlite.create()
}
async function openOn(where: TestDatabase): Promise<SqlStore> {
  const opened = where.open()
  await opened.migrate()
  await seedAdmin(opened, 'default', null)
  return opened
}

/** The whole worker role beside a pipeline, as the process wires them. */
async function start(taskQueue: string, of: SqlStore = store): Promise<RunningWorker> {
  const config = readConfig({
    TOCSIN_DATA_DIR: folder,
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_TASK_QUEUE: taskQueue,
    TOCSIN_PUBLIC_URL: 'http://tocsin.test',
  })
  const links = createLinks(config.publicUrl, Buffer.alloc(32, 1), Date.now)
  const pages = {
    alert: (_tenant: string, id: string) => `http://tocsin.test/#alert=${id}`,
    incident: (tenant: string, incident_id: string) => links.incident({ tenant, incident_id }),
    run: (tenant: string, run_id: string) => links.run({ tenant, run_id }),
  }
  const parts = { store: of, pages, log: silent, now: () => new Date(), rules: { current: async () => rules } }
  const bare = createPipeline({ ...parts, spoolFolder: join(folder, 'spool') })
  pipeline = wakingPipeline(bare, () => worker.wake())
  const worker = await startWorker(config, {
    store: of,
    pipeline,
    links,
    pages,
    connections: openConnections(config.connections),
    schedules: async () => ({}),
    log: silentLog,
    intervals: { compareEveryMs: 500, resendEveryMs: 500 },
  })
  workers.push(worker)
  return worker
}
const send = async (change: Parameters<typeof event>[0]) => {
  const [stored] = await pipeline.ingest(scope, [event({ name: 'DiskFull', fingerprint: 'disk-1', ...change })])
  if (!stored) throw new Error('nothing was stored')
  return stored
}
const runOf = async (alertId: string) => {
  const [run] = (await store.runs.list(scope, { alert_id: alertId })).items
  if (!run) throw new Error(`no run of ${alertId}`)
  return run
}
const waits = (alertId: string) =>
  until('the run waits', async () => ((await runOf(alertId)).status === 'waiting' ? true : undefined))
const ended = (alertId: string) =>
  until('the run has ended', async () => {
    const run = await runOf(alertId)
    return run.ended_at === null ? undefined : run
  })
const inbox = async () => (await store.inbox.list(scope, {})).items

describe('worker role', () => {
  test('an alert becomes a run: people are told, acknowledge ends it, resolve is told', async () => {
    await start('role-story')
    const { alert, incident_ids } = await send({ title: 'Disk full on db-1' })
    const [incident = ''] = incident_ids
    await waits(alert.id)
    expect(await inbox()).toMatchObject([{ recipient: '@admin', severity: 'high', incident_id: incident }])
    expect((await inbox())[0]?.title).toContain('Disk full on db-1')
    expect(await store.deliveries.ofIncident(scope, incident)).toMatchObject([
      { target: '@admin', connection: 'inbox', status: 'sent', attempts: 1 },
    ])

    await pipeline.acknowledgeIncident({ ...scope, actor: '@kim' }, incident, null)
    expect(await ended(alert.id)).toMatchObject({ status: 'succeeded', outcome: 'ok' })
    const told = (await store.alerts.timeline(scope, alert.id)).map(({ kind, text }) => `${kind}: ${text}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'run: Rule "Page" started a run',
        'delivery: @admin was paged by inbox (not delivered outside)',
        'note: somebody has it',
        'run: Run ended succeeded',
      ]),
    )

    await send({ status: 'resolved' })
    await until('the inbox tells that it is over', async () => ((await inbox()).length === 2 ? true : undefined))
  })

  test('an action on an alert that is over is done all the same: a person asked for it', async () => {
    await start('role-action')
    const { alert } = await send({ name: 'Strange', severity: 'info' })
    await pipeline.setStatus(scope, alert.id, 'resolved', null)
    const parameters = { targets: ['@admin'], title: 'What was it?' }
    await pipeline.startAction(scope, { alert_id: alert.id, action_type: 'notify', parameters })
    expect(await ended(alert.id)).toMatchObject({ trigger: 'action', status: 'succeeded' })
    expect(await inbox()).toMatchObject([{ recipient: '@admin', title: 'What was it?' }])
  })

  test('a grave alert that no rule takes reaches the fallback receiver', async () => {
    await start('role-unmatched')
    await send({ name: 'Strange', title: 'Nobody knows this', severity: 'critical' })
    const [entry] = await until('the notice is in the inbox', async () => {
      const entries = await inbox()
      return entries.length > 0 ? entries : undefined
    })
    expect(entry).toMatchObject({ recipient: '@admin', severity: 'critical' })
    expect(entry?.title).toContain('Nobody knows this')
  })

  test('a run that fails without on error ends failed, and the fallback receiver is told why', async () => {
    await start('role-fails')
    const { alert } = await send({ name: 'NobodyKnows' })
    expect(await ended(alert.id)).toMatchObject({ status: 'failed', outcome: 'failed' })
    // The page that reached nobody goes there too (D18b); the notice of the run's end is another entry.
    await until('the inbox tells of it', async () =>
      (await inbox()).find(({ title }) => title.includes('Run of "Nobody" failed')),
    )
    expect((await store.alerts.timeline(scope, alert.id)).map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Run failed at .*@nobody/)]),
    )
  })

  test('Temporal loses its database: the open run is started again, ends, and nobody is told twice', async () => {
    const worker = await start('role-lost')
    const { alert, incident_ids } = await send({})
    await waits(alert.id)
    await server.kill()
    await server.forget()
    await server.start()
    await until(
      'the timeline says that the run was restarted',
      async () =>
        (await store.alerts.timeline(scope, alert.id)).some(({ text }) => text.startsWith('run restarted'))
          ? true
          : undefined,
      60_000,
    )
    await waits(alert.id)
    await pipeline.acknowledgeIncident({ ...scope, actor: '@kim' }, incident_ids[0] ?? '', null)
    expect(await ended(alert.id)).toMatchObject({ status: 'succeeded' })
    expect(await inbox()).toHaveLength(1)
    expect(worker.temporal()).toBe('up')
  }, 90_000)

  test('an outage is known although nothing is to be sent', async () => {
    const worker = await start('role-outage')
    await until('it is connected', async () => (worker.temporal() === 'up' ? true : undefined))
    await server.kill()
    await until('it knows', async () => (worker.temporal() === 'down' ? true : undefined))
    await server.start()
    await until('it knows that it is over', async () => (worker.temporal() === 'up' ? true : undefined))
  }, 90_000)

  test('a stop does not wait for the workflow code to be built', async () => {
    const stopping = new AbortController()
    const connect = {
      ...{ address: server.address, namespace: 'default', env: {}, taskQueue: 'role-stopped', installation: 'test' },
      ...{ activities: {} as Activities, log: silentLog },
      get bundle() {
        // It is asked for, and never made.
        setImmediate(() => stopping.abort())
        return new Promise<string>(() => {})
      },
    }
    expect(await connectWorker(connect, stopping.signal)).toBeNull()
  })

  test('two installations on one task queue: the second refuses to start and says what to do', async () => {
    await start('role-shared')
    const { alert } = await send({})
    await waits(alert.id)
    const other = await freshDatabase()
    const second = await start('role-shared', await openOn(other))
    await expect(second.failed).rejects.toThrow(/TEMPORAL_TASK_QUEUE/)
    await second.stop()
    await other.drop()
  })
})
