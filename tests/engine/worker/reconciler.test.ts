import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createLog } from '../../../engine/observability/log.ts'
import { endRun } from '../../../engine/pipeline/end-run.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant, systemScope } from '../../../engine/store/scope.ts'
import type { Temporal } from '../../../engine/worker/client.ts'
import { type Dispatcher, startDispatcher } from '../../../engine/worker/dispatcher.ts'
import { compareRuns, type ReconcilerParts, resendUnconfirmed } from '../../../engine/worker/reconciler.ts'
import { strandedTeller } from '../../../engine/worker/stranded.ts'
import { dialects, type TestDatabase } from '../../support/dialects.ts'
import { until } from '../../support/until.ts'
import { pages } from '../pipeline/world.ts'
import { connectTo, taskQueue, workerParts } from './bench-of-parts.ts'
import { plantRun, plantSignal } from './planted.ts'
import { type MortalTemporal, mortalTemporal } from './temporal-server.ts'

const scope = systemScope('default')
const [sqlite] = dialects
let server: MortalTemporal
let temporal: Temporal
let database: TestDatabase
let store: SqlStore
let dispatcher: Dispatcher
let parts: ReconcilerParts

beforeAll(async () => {
  server = await mortalTemporal()
  await server.start()
  temporal = await connectTo(server.address)
})
afterAll(async () => {
  await temporal.connection.close()
  await server.remove()
})
beforeEach(async () => {
  if (!sqlite) throw new Error('no dialect')
  database = await sqlite.create()
  store = database.open()
  await store.migrate()
  const base = { ...workerParts(), store, client: temporal.client }
  dispatcher = startDispatcher({ ...base, pipeline: { reroute: async () => ({ kind: 'known' }) }, pollMs: 50 })
  const ending = endRun({ store, now: () => new Date(), pages })
  parts = { ...base, pipeline: { endRun: ending }, wake: dispatcher.wake }
})
afterEach(async () => {
  await dispatcher.stop()
  await database.drop()
})

const delivered = () =>
  until('the outbox is empty', async () => ((await store.outbox.backlog()).count === 0 ? true : undefined))
const handle = (workflowId: string) => temporal.client.workflow.getHandle(workflowId)
/** Started in Temporal and confirmed, as its first activity does it. */
async function runningRun() {
  const planted = await plantRun(store)
  await delivered()
  await store.runs.confirm(scope, planted.run.id, (await handle(planted.run.workflow_id).describe()).runId)
  return planted
}

test('a run that Temporal knows is left alone, although the list does not show it yet', async () => {
  const { run } = await runningRun()
  await compareRuns(parts, new Date())
  expect((await parts.metrics.restarted.get()).values[0]?.value).toBe(0)
  expect((await store.runs.get(scope, run.id))?.ended_at).toBeNull()
})

test('a run on a task queue where no worker is: told once, counted until it is over', async () => {
  const { run } = await runningRun()
  const other = { ...parts, taskQueue: 'changed' }
  const lines: string[] = []
  const tell = strandedTeller({ ...parts, log: createLog('warn', { write: (line) => lines.push(line) }) })
  const counted = async () =>
    (await parts.metrics.stranded.get()).values.map(({ labels, value }) => [labels.task_queue, value])

  const stranded = await compareRuns(other, new Date())
  expect([...stranded]).toEqual([[taskQueue, [run.workflow_id]]])
  tell(stranded)
  tell(stranded)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(`Set TEMPORAL_TASK_QUEUE back to \\"${taskQueue}\\"`)
  expect(await counted()).toEqual([[taskQueue, 1]])

  await handle(run.workflow_id).terminate('by hand')
  tell(await compareRuns(other, new Date()))
  expect(await counted()).toEqual([])
})

test('a run on another task queue that a worker serves is not stranded', async () => {
  await runningRun()
  const { connection } = temporal
  // As a worker asks for work.
  await connection.workflowService.pollWorkflowTaskQueue({
    namespace: 'default',
    taskQueue: { name: taskQueue },
    identity: 'tocsin:other',
  })
  const other = { ...parts, taskQueue: 'changed' }
  expect((await compareRuns(other, new Date())).size).toBe(0)
  const minutesLater = new Date(Date.now() + 120_000)
  expect((await compareRuns(other, minutesLater)).size).toBe(1)
})

test('a run that does not confirm itself in time is sent again, once it is overdue', async () => {
  const now = new Date()
  await plantRun(store, { at: new Date(now.getTime() - 61_000) })
  await delivered()
  expect(await resendUnconfirmed(parts, new Date(now.getTime() - 5_000))).toBe(0)
  expect(await resendUnconfirmed(parts, now)).toBe(1)
  await delivered()
  expect((await parts.metrics.resent.get()).values[0]?.value).toBe(1)
})

test('a run whose workflow ended before it confirmed itself is ended and told, not sent for ever', async () => {
  const now = new Date()
  const { run, incident } = await plantRun(store, { at: new Date(now.getTime() - 61_000) })
  await delivered()
  await handle(run.workflow_id).terminate('by hand')
  expect(await resendUnconfirmed(parts, now)).toBe(0)
  expect(await store.runs.get(scope, run.id)).toMatchObject({ status: 'cancelled', ended_at: expect.any(Date) })
  expect((await store.incidents.get(scope, incident.id))?.closed_at).not.toBeNull()
  const rows = await store.database.tables.outbox.select(everyTenant, { where: {} })
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['notice', 'start'])
})

test('Temporal loses its database: each open run starts anew, hears again what it was told, and the timeline says so', async () => {
  const { run, incident } = await runningRun()
  await plantSignal(store, run, { kind: 'joined', alert_id: 'alert_second' })
  await delivered()
  await store.runs.record(scope, {
    tenant: 'default',
    run_id: run.id,
    seq: 7,
    status: 'waiting',
    waiting_for: 'ack',
    steps: [],
  })
  await server.kill()
  await server.forget()
  await server.start()

  await until('Temporal answers again', async () => {
    await compareRuns(parts, new Date())
    return true
  })
  await delivered()

  const { events } = await handle(run.workflow_id).fetchHistory()
  expect((events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(1)
  const again = await store.runs.get(scope, run.id)
  expect(again).toMatchObject({ status: 'pending', seq: 0, confirmed_at: null, ended_at: null })
  const timeline = await store.database.tables.timeline.select(everyTenant, { where: { incident_id: incident.id } })
  expect(timeline.map(({ text }) => text)).toEqual(['run restarted: Temporal had lost it'])
  expect((await parts.metrics.restarted.get()).values[0]?.value).toBe(1)
})

test.each([
  ['terminate', 'cancelled'],
  ['cancel', 'running'],
] as const)('a run that somebody ended in Temporal (%s) is ended in our record too', async (how, expected) => {
  const { run, incident } = await runningRun()
  if (how === 'terminate') await handle(run.workflow_id).terminate('by hand')
  else await handle(run.workflow_id).cancel()
  await compareRuns(parts, new Date())
  const stored = await store.runs.get(scope, run.id)
  // A cancel is only asked for: without a worker the run goes on, and so does our record.
  if (expected === 'running') expect(stored?.ended_at).toBeNull()
  else {
    expect(stored).toMatchObject({ status: 'cancelled', message: expect.stringContaining('terminated') })
    expect((await store.incidents.get(scope, incident.id))?.closed_at).not.toBeNull()
    const timeline = await store.database.tables.timeline.select(everyTenant, { where: { incident_id: incident.id } })
    expect(timeline.map(({ text }) => text)).toEqual([expect.stringContaining('Run ended cancelled')])
    const notices = await store.database.tables.outbox.select(everyTenant, { where: { kind: 'notice' } })
    expect(notices.map(({ payload }) => payload)).toEqual([
      expect.objectContaining({ title: 'Run of "Disk full" cancelled' }),
    ])
  }
})
