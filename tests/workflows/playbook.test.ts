import { join } from 'node:path'
import { WorkflowFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { end, equal, escalate, notify, path, plan, run, wait } from '../dsl/run/plans.ts'
import { startChild } from '../support/child.ts'
import { until } from '../support/until.ts'
import { FakeActivities } from './fake-activities.ts'
import { openStage, type Stage, tell } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const at = 1_772_420_000_000

test('nobody acknowledges, the lead is paged, acknowledges, the run ends', async () => {
  const fakes = new FakeActivities()
  const ladder = plan([
    notify('page'),
    wait('ack', 'ack', {
      upToMs: 100,
      onTimeout: [escalate('lead'), wait('lead_ack', 'ack', { upToMs: 600_000 })],
    }),
    end('done', 'ok', 'taken'),
  ])
  const handle = await stage.play(ladder, fakes, async (handle) => {
    await fakes.waits('lead_ack')
    expect(fakes.waitingFor).toMatch(/^acknowledgement by @kim until /)
    await tell(handle, { id: 'e1', at, kind: 'acknowledged', by: '@lead' })
    expect(await handle.result()).toEqual({ outcome: 'succeeded', message: 'taken' })
  })
  expect(fakes.asked.map(({ name }) => name).filter((name) => name !== 'recordRun')).toEqual([
    'confirmRun',
    'notify',
    'escalate',
    'closeIncident',
  ])
  expect(fakes.closed).toMatchObject({ outcome: 'succeeded', message: 'taken', seen: ['e1'] })
  expect(Object.fromEntries([...fakes.steps].map(([id, step]) => [id, step.status]))).toEqual({
    page: 'succeeded',
    ack: 'succeeded',
    lead: 'succeeded',
    lead_ack: 'succeeded',
    done: 'succeeded',
  })
  const { searchAttributes } = await handle.describe()
  expect(searchAttributes).toMatchObject({
    TocsinTenant: ['default'],
    TocsinRule: ['Payments error rate'],
    TocsinSeverity: ['critical'],
    TocsinIncident: ['inc_1'],
    TocsinState: ['succeeded'],
  })
})

test('an alert that resolves by itself escalates to nobody', async () => {
  const fakes = new FakeActivities()
  const ladder = plan([notify('page'), wait('ack', 'ack', { onTimeout: [escalate('lead')] })])
  await stage.play(ladder, fakes, async (handle) => {
    await fakes.waits('ack')
    await tell(handle, { id: 'e1', at, kind: 'resolved' })
    await handle.result()
  })
  expect(fakes.inputs('escalate')).toEqual([])
  expect(fakes.steps.get('lead')?.status).toBe('skipped')
})

test('a repair that did not help goes to on error, and the steps are activities by their ids', async () => {
  const fakes = new FakeActivities()
  const repair = plan([
    run('grow', {
      as: 'grow',
      verify: { condition: equal(path('alert', 'status'), 'resolved'), withinMs: 100 },
      onError: [notify('human')],
    }),
  ])
  const handle = await stage.play(repair, fakes, async (handle) => {
    expect(await handle.result()).toEqual({ outcome: 'succeeded', message: null })
  })
  expect(fakes.inputs('watchCondition')).toMatchObject([{ step: 'grow' }])
  expect(fakes.inputs('notify')).toMatchObject([
    { step: 'human', message: { error: { code: 'verify-failed', step: 'grow' } } },
  ])
  const { events } = await handle.fetchHistory()
  const scheduled = events?.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityId ?? [])
  expect(scheduled).toEqual(['grow', 'human'])
})

test('a failure that nobody handles fails run and workflow and is reported', async () => {
  const fakes = new FakeActivities({
    notify: () => Promise.reject(ApplicationFailure.nonRetryable('No connection "pager".', 'not-configured')),
  })
  await stage.play(plan([notify('page', { retry: { times: 5, backoffMs: 10, maxMs: 10 } })]), fakes, async (handle) => {
    const failure = await handle.result().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(WorkflowFailedError)
    expect((failure as WorkflowFailedError).cause?.message).toBe('No connection "pager".')
  })
  expect(fakes.inputs('notify')).toHaveLength(1)
  const report = { code: 'not-configured', step: 'page', message: 'No connection "pager".' }
  expect(fakes.closed).toMatchObject({ outcome: 'failed', report })
})

test('a failed attempt is tried again after the time that the receiver asked for', async () => {
  let attempts = 0
  const fakes = new FakeActivities({
    notify: async () => {
      if (++attempts < 3)
        throw ApplicationFailure.create({ type: 'DeliveryError', message: 'busy', nextRetryDelay: 80 })
      return { status: 'sent', reason: null, deliveries: [] }
    },
  })
  await stage.play(plan([notify('page', { retry: { times: 5, backoffMs: 1, maxMs: 1 } })]), fakes, async (handle) => {
    await handle.result()
  })
  const page = fakes.steps.get('page')
  expect(page).toMatchObject({ status: 'succeeded', attempts: 3 })
  expect((page?.ended_at ?? 0) - (page?.started_at ?? 0)).toBeGreaterThanOrEqual(160)
})

test('an alert that joins while the run ends is told, not lost', async () => {
  const fakes = new FakeActivities()
  fakes.unseen = [{ id: 'e7', at, kind: 'joined', alert_id: 'alert_2' }]
  await stage.play(plan([notify('page')]), fakes, async (handle) => {
    await handle.result()
  })
  expect(fakes.inputs('closeIncident').map((input) => input.seen)).toEqual([[], ['e7']])
  expect(fakes.inputs('sendUpdate')).toMatchObject([{ change: 'joined' }])
})

test('a run of another installation is refused in words', async () => {
  const text = 'This run belongs to another installation.'
  const fakes = new FakeActivities({
    confirmRun: () => Promise.reject(ApplicationFailure.nonRetryable(text, 'foreign-installation')),
  })
  await stage.play(plan([notify('page')]), fakes, async (handle) => {
    const failure = (await handle.result().catch((error: unknown) => error)) as WorkflowFailedError
    expect(failure.cause).toMatchObject({ message: text, type: 'foreign-installation' })
  })
  expect(fakes.inputs('notify')).toEqual([])
})

test('a run whose plan is gone ends failed with the reason, and is reported', async () => {
  const message = 'Plan f00d is not in the database.'
  const fakes = new FakeActivities({
    loadPlan: () => Promise.reject(ApplicationFailure.nonRetryable(message, 'plan-missing')),
  })
  fakes.unseen = [{ id: 'e1', at, kind: 'joined', alert_id: 'alert_2' }]
  const gone = { ...plan([notify('page')]), hash: 'f00d' }
  await stage.play(gone, fakes, async (handle) => {
    const failure = (await handle.result().catch((error: unknown) => error)) as WorkflowFailedError
    expect(failure.cause).toMatchObject({ message, type: 'plan-missing' })
  })
  const report = { step: 'plan', code: 'plan-missing', message }
  expect(fakes.closed).toMatchObject({ outcome: 'failed', message, report, seen: ['e1'] })
  expect(fakes.inputs('notify')).toEqual([])
})

test('cancelled in the Temporal UI, the run closes its record first', async () => {
  const fakes = new FakeActivities()
  await stage.play(plan([wait('ack', 'ack')]), fakes, async (handle) => {
    await fakes.waits('ack')
    await handle.cancel()
    expect(await handle.result()).toEqual({ outcome: 'cancelled', message: 'cancelled by Temporal' })
  })
  expect(fakes.closed).toMatchObject({ outcome: 'cancelled' })
})

test('a worker that is killed in the middle of a wait is replaced, and nothing is done twice', async () => {
  const script = join(import.meta.dirname, 'worker-process.ts')
  const doomed = startChild(process.execPath, [script, stage.temporal.address, stage.bundle])
  const handle = await stage.start(plan([notify('page'), wait('ack', 'ack'), notify('thanks'), end('done')]))
  const eventsOf = async () => (await handle.fetchHistory()).events ?? []
  await until('the run waits', async () =>
    (await eventsOf()).some((event) => event.timerStartedEventAttributes) ? true : undefined,
  )
  await doomed.stop('SIGKILL')
  await tell(handle, { id: 'e1', at, kind: 'acknowledged', by: '@kim' })

  const fakes = new FakeActivities()
  const second = await stage.worker(fakes)
  await second.runUntil(async () => {
    expect(await handle.result()).toMatchObject({ outcome: 'succeeded' })
  })
  const scheduled = (await eventsOf()).flatMap((event) => event.activityTaskScheduledEventAttributes?.activityId ?? [])
  expect(scheduled).toEqual(['page', 'thanks'])
  expect(fakes.inputs('notify')).toMatchObject([{ step: 'thanks' }])
  expect(fakes.closed).toMatchObject({ seen: ['e1'] })
})
