import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EndedFromOutside } from '../../../engine/pipeline/contract.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { OutboxRow, RunRow } from '../../../engine/store/rows.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import type { Temporal } from '../../../engine/worker/client.ts'
import { type Dispatcher, startDispatcher } from '../../../engine/worker/dispatcher.ts'
import { restartRun } from '../../../engine/worker/restart-run.ts'
import { sendRow } from '../../../engine/worker/send-row.ts'
import { dialects, type TestDatabase } from '../../support/dialects.ts'
import { until } from '../../support/until.ts'
import { connectTo, workerParts } from './bench-of-parts.ts'
import { outboxRow, plantRun, plantSignal } from './planted.ts'
import { type MortalTemporal, mortalTemporal } from './temporal-server.ts'

const [sqlite] = dialects
let server: MortalTemporal
let temporal: Temporal
let database: TestDatabase
let store: SqlStore
let parts: ReturnType<typeof workerParts>
let dispatcher: Dispatcher | null = null
const rerouted: { row: OutboxRow; ended: EndedFromOutside }[] = []

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
  parts = workerParts()
  rerouted.length = 0
})
afterEach(async () => {
  await dispatcher?.stop()
  dispatcher = null
  await database.drop()
})

const pipeline = {
  reroute: async (_scope: unknown, row: OutboxRow, ended: EndedFromOutside) => {
    rerouted.push({ row, ended })
    return { kind: 'moved' as const, incident_id: 'inc_new' }
  },
}
const dispatch = (pollMs = 50) => {
  dispatcher = startDispatcher({ ...parts, store, pipeline, client: temporal.client, pollMs })
  return dispatcher
}
const delivered = () =>
  until('the outbox is empty', async () => ((await store.outbox.backlog()).count === 0 ? true : undefined))
const historyOf = async (workflowId: string) => {
  const { events } = await temporal.client.workflow.getHandle(workflowId).fetchHistory()
  return (events ?? []).flatMap(
    (event) =>
      event.workflowExecutionSignaledEventAttributes?.input?.payloads?.map(
        (payload) => JSON.parse(Buffer.from(payload.data ?? []).toString()) as { id: string },
      ) ?? [],
  )
}
const countRunning = async (workflowId: string) =>
  until('visibility shows the workflow', async () => {
    const { count } = await temporal.client.workflow.count(`WorkflowId = '${workflowId}'`)
    return count > 0 ? count : undefined
  })

describe('dispatcher', () => {
  test('starts a run with what people need to find it', async () => {
    const { run, incident } = await plantRun(store)
    dispatch()
    await delivered()
    const found = await temporal.client.workflow.getHandle(run.workflow_id).describe()
    expect(found.type).toBe('playbook')
    expect(found.taskQueue).toBe(parts.taskQueue)
    expect(await found.staticSummary()).toBe('Disk full (high)')
    expect(await found.staticDetails()).toContain(`http://tocsin.test/#run=${run.id}`)
    expect(Object.fromEntries(found.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]))).toEqual(
      expect.objectContaining({
        TocsinTenant: 'default',
        TocsinRule: 'Disk full',
        TocsinSeverity: 'high',
        TocsinIncident: incident.id,
        TocsinState: 'pending',
      }),
    )
  })

  test('a row that is delivered again starts no second run, open or closed', async () => {
    const { run } = await plantRun(store)
    dispatch()
    await delivered()
    const handle = temporal.client.workflow.getHandle(run.workflow_id)
    const { runId } = await handle.describe()
    await store.outbox.resend(systemScope('default'), run.workflow_id, new Date())
    await delivered()
    await handle.terminate('test')
    await store.outbox.resend(systemScope('default'), run.workflow_id, new Date())
    await delivered()
    expect((await handle.describe()).runId).toBe(runId)
    expect(await countRunning(run.workflow_id)).toBe(1)
  })

  test('rows of one workflow arrive in order, those of many tenants all', async () => {
    const runs = await Promise.all(['default', 'acme', 'default', 'acme'].map((tenant) => plantRun(store, { tenant })))
    const told = new Map<string, string[]>()
    for (let n = 0; n < 5; n++)
      for (const { run } of runs) {
        const row = await plantSignal(store, run, { kind: 'joined', alert_id: `alert_${n}` })
        const ids = told.get(run.workflow_id) ?? []
        told.set(run.workflow_id, [...ids, (row.payload as { id: string }).id])
      }
    dispatch()
    await delivered()
    for (const { run } of runs)
      expect((await historyOf(run.workflow_id)).map(({ id }) => id)).toEqual(told.get(run.workflow_id))
  })

  test('a wake-up sends at once, without waiting for the next look', async () => {
    const { wake } = dispatch(60_000)
    await until('the first look is over', async () => ((await store.outbox.backlog()).count === 0 ? true : undefined))
    const { run } = await plantRun(store)
    wake()
    await delivered()
    expect((await temporal.client.workflow.getHandle(run.workflow_id).describe()).status.name).toBe('RUNNING')
  })

  test('an alert that joined a closed run is given to a new incident and counted; other news are not', async () => {
    const { run } = await plantRun(store)
    dispatch()
    await delivered()
    await temporal.client.workflow.getHandle(run.workflow_id).terminate('test')
    const joined = await plantSignal(store, run, { kind: 'joined', alert_id: 'alert_late' })
    await plantSignal(store, run, { kind: 'resolved' })
    await delivered()
    expect(rerouted).toMatchObject([{ row: { id: joined.id }, ended: { status: 'cancelled' } }])
    expect((await parts.metrics.rerouted.get()).values[0]?.value).toBe(1)
  })

  test('news for a run that Temporal never heard of start it again', async () => {
    const { run, start } = await plantRun(store)
    await store.outbox.sent(systemScope(start.tenant), start.id)
    await plantSignal(store, run, { kind: 'resolved' })
    dispatch()
    await delivered()
    expect(await historyOf(run.workflow_id)).toHaveLength(1)
    expect((await parts.metrics.restarted.get()).values[0]?.value).toBe(1)
  })

  /** A client of another worker, which asked before this one's start of the run had come through. */
  function tooEarly(workflowId: string, describe: () => Promise<unknown>): Client {
    const unknown = new WorkflowNotFoundError('not found', workflowId, undefined)
    const handle = { signal: () => Promise.reject(unknown), describe }
    return { workflow: { getHandle: () => handle } } as unknown as Client
  }
  const confirmed = async (run: RunRow, temporalRunId: string) => {
    await store.runs.confirm(systemScope('default'), run.id, temporalRunId)
    return await store.runs.get(systemScope('default'), run.id)
  }

  test('news for a run that another worker has just started anew wait and end nothing', async () => {
    const { run } = await plantRun(store)
    const joined = await plantSignal(store, run, { kind: 'joined', alert_id: 'alert_late' })
    const before = await confirmed(run, 'first life')
    const running = tooEarly(run.workflow_id, async () => ({ status: { name: 'RUNNING' }, taskQueue: parts.taskQueue }))
    expect(await sendRow({ ...parts, store, pipeline }, running, joined)).toBe(false)
    expect(rerouted).toEqual([])
    expect(await store.runs.get(systemScope('default'), run.id)).toEqual(before)
  })

  test('two workers find the same run lost: the slower one leaves its second life alone', async () => {
    const { run } = await plantRun(store)
    const joined = await plantSignal(store, run, { kind: 'joined', alert_id: 'alert_late' })
    const first = await confirmed(run, 'first life')
    let second: RunRow | null = null
    const lost = tooEarly(run.workflow_id, async () => {
      // The quicker worker, between this one's question and its answer.
      if (first !== null) await restartRun({ ...parts, store }, first)
      second = await confirmed(run, 'second life')
      throw new WorkflowNotFoundError('not found', run.workflow_id, undefined)
    })
    expect(await sendRow({ ...parts, store, pipeline }, lost, joined)).toBe(false)
    expect(second).toMatchObject({ temporal_run_id: 'second life' })
    expect(await store.runs.get(systemScope('default'), run.id)).toEqual(second)
    expect((await parts.metrics.restarted.get()).values[0]?.value).toBe(1)
  })

  test.each([
    ['its server refuses', 3_000_000],
    ['no message can carry', 6_000_000],
  ])('a row that %s holds up nobody else for long', async (_what, bytes) => {
    const { run, start } = await plantRun(store)
    const big = outboxRow({ ...run, workflow_id: `${run.workflow_id}/big` }, 'resolve_notice', {
      tenant: 'default',
      incident_id: 'x'.repeat(bytes),
      workflow_id: `${run.workflow_id}/big`,
    })
    await store.transaction((tx) => store.outbox.add(tx, { ...big, id: `out_${'0'.repeat(32)}` }))
    dispatch()
    await until('the good row is sent', async () =>
      (await store.outbox.due(new Date(Date.now() + 600_000), 10)).every(({ id }) => id !== start.id)
        ? true
        : undefined,
    )
    const rest = await until('the bad row has failed', async () => {
      const rows = await store.outbox.due(new Date(Date.now() + 600_000), 10)
      return rows[0] && rows[0].attempts > 0 ? rows : undefined
    })
    expect(rest.map(({ workflow_id }) => workflow_id)).toEqual([`${run.workflow_id}/big`])
    expect(rest[0]?.error).toMatch(/.+/)
    await until('Temporal counts as up', async () => (dispatcher?.up() ? true : undefined))
  })

  test('while Temporal is down all rows wait; when it is back all are delivered', async () => {
    await server.kill()
    const runs = []
    for (let n = 0; n < 40; n++) runs.push(await plantRun(store))
    dispatch()
    await until('the outage is noticed', async () => (dispatcher?.up() === false ? true : undefined))
    expect((await store.outbox.backlog()).count).toBe(40)
    await server.start()
    await delivered()
    expect(dispatcher?.up()).toBe(true)
    for (const { run } of runs)
      expect((await temporal.client.workflow.getHandle(run.workflow_id).describe()).status.name).toBe('RUNNING')
  })
})
