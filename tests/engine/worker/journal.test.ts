import { beforeAll, describe, expect, test } from 'vitest'
import type { ToldAs } from '../../../activities/dependencies.ts'
import type { StepContext, WatchInput } from '../../../dsl/model/activity.ts'
import { incidentFacts } from '../../../engine/pipeline/index.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { createDeliveryLog } from '../../../engine/worker/delivery-log.ts'
import { createJournal } from '../../../engine/worker/journal.ts'
import { createNotices } from '../../../engine/worker/notices.ts'
import { migratedStore, sqlite } from '../../support/dialects.ts'
import { pages, rulesOf, scope, World } from '../pipeline/world.ts'

let store: SqlStore
let world: World
let context: StepContext

migratedStore(sqlite.create, (opened) => {
  store = opened
})
beforeAll(async () => {
  const rules = rulesOf('rule "Page" {\n  then { notify @oncall }\n}\n', 1)
  world = new World(store, { current: async () => rules })
  const { alert, incident_ids } = await world.send({ fingerprint: 'host-1', labels: { state: 'bad' } })
  const [run] = (await store.runs.list(scope, { alert_id: alert.id })).items
  const [incident_id] = incident_ids
  if (!run || !incident_id) throw new Error('no run')
  const { id: run_id, workflow_id } = run
  context = {
    ...{ tenant: 'default', run_id, incident_id, workflow_id, rule: 'Page' },
    ...{ step: 'then.0', key: `${workflow_id}/1/then.0`, after_resolve: false },
  }
})

const journal = () =>
  createJournal({
    store,
    pipeline: world.pipeline,
    factsOf: (incident, run) => incidentFacts(store.database, pages, incident, run),
    now: () => world.clock.getTime(),
  })
const at = { start: 0, end: 1 }
const stateIs = (value: string): WatchInput => ({
  ...context,
  condition: {
    at,
    kind: 'compare',
    op: '==',
    left: { kind: 'path', root: 'label', segments: ['state'], at },
    right: { kind: 'literal', value },
  },
  names: {},
  meta: {},
  deadline: world.clock.getTime() + 60_000,
})
const watches = () => store.database.tables.watches.select(everyTenant, { where: {} })

test('a plan that is not stored is a final failure: it will not come by waiting', async () => {
  await expect(journal().loadPlan({ tenant: 'default', hash: 'f'.repeat(64) })).rejects.toMatchObject({
    nonRetryable: true,
    type: 'plan-missing',
    message: expect.stringContaining('is not in the database'),
  })
})

describe('a watch', () => {
  test('that holds already is answered and not kept', async () => {
    expect(await journal().watchCondition(stateIs('bad'))).toEqual({ holds: true, resolved: false })
    expect(await watches()).toEqual([])
  })

  test('that does not hold yet is kept once, however often it is registered, and the run is told when it does', async () => {
    expect(await journal().watchCondition(stateIs('good'))).toEqual({ holds: false, resolved: false })
    expect(await journal().watchCondition(stateIs('good'))).toEqual({ holds: false, resolved: false })
    expect(await watches()).toMatchObject([{ run_id: context.run_id, step: 'then.0' }])
    world.later(1_000)
    await world.send({ fingerprint: 'host-1', labels: { state: 'good' } })
    const told = await world.told(context.incident_id)
    expect(told.filter(({ kind }) => kind === 'watch')).toMatchObject([{ watch: 'then.0' }])
    await journal().unwatchCondition(context)
    expect(await watches()).toEqual([])
  })
})

test('a note is in the timeline once, although the activity ran twice', async () => {
  const note = { ...context, text: 'looked at it' }
  await journal().addNote(note)
  await journal().addNote(note)
  const entries = await store.database.tables.timeline.select(everyTenant, { where: { kind: 'note' } })
  expect(entries).toMatchObject([{ text: 'looked at it', incident_id: context.incident_id }])
})

test('facts are those stored now; an incident that is not there is an error', async () => {
  expect(await journal().readIncident(context)).toMatchObject({
    alert: { labels: { state: 'good' }, count: 2 },
    acknowledged: false,
    resolved: false,
    incident: { count: 1 },
  })
  await expect(journal().readIncident({ ...context, incident_id: 'inc_none' })).rejects.toThrow('inc_none')
})

test('the delivery log keeps one record a key; what is sent stays sent and is told in the timeline', async () => {
  const log = createDeliveryLog(store, () => world.clock.getTime())
  const record = {
    ...{ key: `${context.key}/@kim/email`, tenant: 'default', incident_id: context.incident_id },
    ...{ run_id: context.run_id, step: 'then.0', target: '@kim', connection: 'email', channel: 'email' },
    ...{ address: 'kim@example.org', resolve: true },
  }
  const first = await log.begin(record)
  expect(first).toMatchObject({ status: 'sending', external_id: null })
  await log.failed(first, 'greylisted', { kind: 'page', escalation: null })
  const second = await log.begin(record)
  expect(second).toMatchObject({ status: 'failed' })
  // Another worker may end what this one began: the log keeps nothing in memory.
  await createDeliveryLog(store, () => world.clock.getTime()).sent(second, '<1@example.org>', {
    kind: 'page',
    escalation: null,
  })
  expect(await log.begin(record)).toMatchObject({ status: 'sent', external_id: '<1@example.org>' })
  expect(await log.ofIncident({ tenant: 'default', incident_id: context.incident_id })).toHaveLength(1)
  const told = await store.database.tables.timeline.select(everyTenant, {
    where: { kind: 'delivery' },
    order: [['at', 'ASC']],
  })
  expect(told.map(({ text }) => text).sort()).toEqual([
    '@kim could not be paged by email: greylisted',
    '@kim was paged by email',
  ])
})

test.each<[told: ToldAs, text: string]>([
  [{ kind: 'page', escalation: null }, '@kim was paged by email'],
  [
    { kind: 'page', escalation: { target: '@oncall', level: 2, text: null } },
    '@kim was paged as level 2 of @oncall by email',
  ],
  [{ kind: 'update', escalation: null }, '@kim was sent an update by email'],
  [{ kind: 'resolve', escalation: null }, '@kim was told by email that it is over'],
  [{ kind: 'notice', escalation: null }, '@kim was sent a notice by email'],
])('the timeline says what the message was: %j', async (told, text) => {
  const log = createDeliveryLog(store, () => world.clock.getTime())
  const begun = await log.begin({
    ...{ key: `${context.key}/${text}`, tenant: 'default', incident_id: context.incident_id, run_id: context.run_id },
    ...{ step: 'then.0', target: '@kim', connection: 'email', channel: 'email', address: '', resolve: true },
  })
  await log.sent(begun, null, told)
  const entries = await store.database.tables.timeline.select(everyTenant, { where: { kind: 'delivery' } })
  expect(entries.map((entry) => entry.text)).toContain(text)
})

test('a notice that an activity orders waits in the outbox with its contacts', async () => {
  const { incident_id, run_id } = context
  const notice = {
    ...{ tenant: 'default', workflow_id: 'default/notice/n1', title: 'Disk is full', body: '', url: null },
    ...{ severity: 'critical' as const, only: [{ target: '@admin', connection: 'email' }] },
  }
  await createNotices(store, () => world.clock.getTime()).order({ incident_id, run_id, notice })
  const rows = await store.database.tables.outbox.select(everyTenant, { where: { workflow_id: notice.workflow_id } })
  expect(rows).toMatchObject([{ kind: 'notice', sent_at: null, incident_id, run_id, payload: notice }])
})
