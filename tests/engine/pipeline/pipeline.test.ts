import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { RunInput } from '../../../dsl/model/activity.ts'
import { Overloaded } from '../../../engine/pipeline/contract.ts'
import { incidentFacts, onPipelineTimer } from '../../../engine/pipeline/index.ts'
import type { ActiveRules } from '../../../engine/pipeline/rules.ts'
import { newId } from '../../../engine/store/ids.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { RunRow, WatchRow } from '../../../engine/store/rows.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore, type TestDatabase } from '../../support/dialects.ts'
import { event, pages, rulesOf, scope, World } from './world.ts'

const perAlert = rulesOf('rule "Page" {\n  then { notify @oncall }\n}\n', 1)
const byHost = rulesOf('rule "Host" {\n  group by label.host within 10m\n  then { notify @oncall }\n}\n', 1)
const hour = 60 * 60_000

/** As Temporal tells of a run that somebody terminated there. */
const ended = { status: 'cancelled', message: 'Temporal had ended it.' } as const

const good = rulesOf('rule "W" {\n  when label.state == "good"\n  then { notify @a }\n}\n', 1).plans[0]?.when

/** A run's wait until a label says so. */
function watchOf({ id, workflow_id, incident_id, created_at }: RunRow, ms: number): WatchRow {
  if (!good) throw new Error('No condition.')
  return {
    ...{ id: newId('watch'), tenant: 'default', run_id: id, workflow_id, incident_id, step: 'then.0' },
    ...{ condition: good, names: {}, meta: {}, deadline: new Date(created_at.getTime() + ms) },
  }
}

await describeDialects('pipeline', ({ name, create }) => {
  let base: TestDatabase
  let store: SqlStore
  let rules: ActiveRules = perAlert
  let world: World
  const current = async () => rules
  migratedStore(create, (opened, database) => {
    store = opened
    base = database
  })
  beforeEach(async () => {
    rules = perAlert
    world = new World(store, { current })
    for (const table of Object.values(store.database.tables))
      if (!['tenants', 'installations'].includes(table.name))
        await store.database.write((tx) => table.remove(everyTenant, {}, tx))
  })

  test('a new alert opens one incident with a run, and the same event again joins', async () => {
    const first = await world.send({})
    expect(first).toMatchObject({ outcome: 'opened', alert: { count: 1, state: 'active', matched: true } })
    world.later(1_000)
    const again = await world.send({ title: 'Disk is fuller' })
    expect(again).toMatchObject({ outcome: 'joined', alert: { id: first.alert.id, count: 2, title: 'Disk is fuller' } })
    expect(again.incident_ids).toEqual(first.incident_ids)
    expect(await store.alerts.get(scope, first.alert.id)).toEqual(again.alert)

    const [row, ...others] = await world.outbox()
    expect(others).toEqual([])
    const rule = perAlert.plans[0]?.rule.id
    const workflow = `default/${rule}/${first.incident_ids[0]}`
    expect(row).toMatchObject({ kind: 'start', workflow_id: workflow })
    const input = row?.payload as unknown as RunInput
    expect(input).toMatchObject({ workflow_id: workflow, ordinal: 1, severity: 'high', status: 'active' })
    expect(input.plan).toEqual(perAlert.plans[0])
    expect(input.installation).toBe(await store.installation())
    expect(await store.runs.list(scope, { alert_id: first.alert.id })).toMatchObject({
      items: [{ id: input.run_id, status: 'pending', alert_ids: [first.alert.id], workflow_id: workflow }],
    })
    const outcomes = await store.database.tables.decisions.select(everyTenant, { where: {}, order: [['id', 'ASC']] })
    expect(outcomes.map((row) => row.outcome)).toEqual(['opened', 'already_taken'])
  })

  test.each([
    ['a fingerprint of their own', '1'],
    ['name and labels', null],
  ])('two sources with the same %s are two alerts, and one resolves without the other', async (_what, fingerprint) => {
    const billing = await world.send({ fingerprint, source: 'billing' })
    const checkout = await world.send({ fingerprint, source: 'checkout' })
    const integration = await world.send({ fingerprint, source: 'checkout', integration: 'other' })
    const all = [billing, checkout, integration]
    expect(all.map(({ outcome }) => outcome)).toEqual(['opened', 'opened', 'opened'])
    expect(new Set(all.flatMap(({ incident_ids }) => incident_ids)).size).toBe(3)
    if (fingerprint !== null) expect(all.map(({ alert }) => alert.fingerprint)).toEqual(['1', '1', '1'])
    await world.send({ fingerprint, source: 'billing', status: 'resolved' })
    expect(await store.alerts.get(scope, billing.alert.id)).toMatchObject({ state: 'resolved' })
    expect(await store.alerts.get(scope, checkout.alert.id)).toMatchObject({ state: 'active' })
    // Each follows the last one of its own source.
    await world.send({ fingerprint, source: 'checkout', status: 'resolved' })
    const again = await world.send({ fingerprint, source: 'billing' })
    expect(again.alert.previous_id).toBe(billing.alert.id)
  })

  test('200 requests at once are stored exactly, in few transactions', async () => {
    let batches = 0
    world = new World(store, { current }, { onBatch: () => batches++ })
    const answers = await Promise.all(
      [...Array(200).keys()].map((n) => world.pipeline.ingest(scope, [event({ fingerprint: `disk-${n % 10}` })])),
    )
    const flat = answers.flat()
    expect(flat.filter(({ outcome }) => outcome === 'opened')).toHaveLength(10)
    const { items } = await store.alerts.list(scope, { limit: 200 })
    expect(items.map((alert) => [alert.fingerprint, alert.count]).sort()).toEqual(
      [...Array(10).keys()].map((n) => [`disk-${n}`, 20]),
    )
    expect((await world.outbox()).filter((row) => row.kind === 'start')).toHaveLength(10)
    expect(await store.database.tables.events.count(everyTenant, {})).toBe(200)
    expect(batches).toBeLessThan(20)
  })

  test('resolve: the run is told, people are told once, and firing again is a new alert', async () => {
    const { alert, incident_ids } = await world.send({})
    const [incident = ''] = incident_ids
    world.later(1_000)
    const resolved = await world.send({ status: 'resolved' })
    expect(resolved).toMatchObject({ outcome: 'joined', alert: { id: alert.id, state: 'resolved', open_key: null } })
    expect(await world.told(incident)).toMatchObject([{ kind: 'resolved' }])
    const notices = (await world.outbox()).filter((row) => row.kind === 'resolve_notice')
    expect(notices).toMatchObject([{ incident_id: incident, payload: { incident_id: incident } }])
    expect(notices[0]?.workflow_id).toMatch(/\/resolve$/)
    expect((await store.incidents.get(scope, incident))?.resolved_at).toEqual(world.clock)

    // Nothing is open: the answer is the last alert as it stands, and nothing of it changes.
    const last = await world.send({ status: 'resolved', title: 'Another' })
    expect(last).toEqual({ outcome: 'ignored', alert: await store.alerts.get(scope, alert.id), incident_ids })
    expect(last.alert).toEqual(resolved.alert)
    world.later(1_000)
    const again = await world.send({})
    expect(again).toMatchObject({ outcome: 'opened', alert: { previous_id: alert.id, count: 1 } })
    expect((await store.alerts.timeline(scope, alert.id)).map((row) => row.kind)).toContain('fired_again')
  })

  test('a resolve of an alert that was never open is stored and starts nothing', async () => {
    const answer = await world.send({ status: 'resolved' })
    expect(answer).toMatchObject({ outcome: 'ignored', alert: { state: 'resolved' } })
    expect(answer.alert.id).toMatch(/^evt_/)
    expect(await store.database.tables.events.count(everyTenant, {})).toBe(1)
    expect(await world.outbox()).toEqual([])
  })

  test('a group is one incident until its time is over', async () => {
    rules = byHost
    const one = await world.send({ fingerprint: 'a', labels: { host: 'db' } })
    const two = await world.send({ fingerprint: 'b', labels: { host: 'db' } })
    const other = await world.send({ fingerprint: 'c', labels: { host: 'web' } })
    expect(two.incident_ids).toEqual(one.incident_ids)
    expect(other.incident_ids).not.toEqual(one.incident_ids)
    expect(await world.told(one.incident_ids[0] ?? '')).toMatchObject([{ kind: 'joined', alert_id: two.alert.id }])
    world.later(10 * 60_000)
    const late = await world.send({ fingerprint: 'd', labels: { host: 'db' } })
    expect(late.incident_ids).not.toEqual(one.incident_ids)
    const early = await store.incidents.get(scope, one.incident_ids[0] ?? '')
    expect(early).toMatchObject({ alert_count: 2, open_key: null, closed_at: null })
  })

  test('an incident is over when its last alert is; another alert of its group opens the next', async () => {
    rules = byHost
    const labels = { host: 'db' }
    const { incident_ids } = await world.send({ fingerprint: 'a', labels })
    const [incident = ''] = incident_ids
    await world.send({ fingerprint: 'b', labels })
    await world.send({ fingerprint: 'a', labels, status: 'resolved' })
    expect((await store.incidents.get(scope, incident))?.resolved_at).toBeNull()
    await world.send({ fingerprint: 'b', labels, status: 'resolved' })
    expect((await store.incidents.get(scope, incident))?.resolved_at).not.toBeNull()
    // Its run has not ended yet, but may be behind all its pages and waits.
    const { incident_ids: next } = await world.send({ fingerprint: 'c', labels })
    expect(next).not.toContain(incident)
    expect((await store.incidents.get(scope, incident))?.resolved_at).not.toBeNull()
    await world.send({ fingerprint: 'c', labels, status: 'resolved' })
    const notices = (await world.outbox()).filter((row) => row.kind === 'resolve_notice')
    expect(new Set(notices.map((row) => row.incident_id))).toEqual(new Set([incident, ...next]))
    expect((await world.told(incident)).map(({ kind }) => kind)).toEqual(['joined', 'resolved'])
  })

  test('acknowledging an alert acknowledges its incident; a rise takes it back', async () => {
    const { alert, incident_ids } = await world.send({ severity: 'warning' })
    const [incident = ''] = incident_ids
    const kim = { ...scope, actor: '@kim' }
    expect(await world.pipeline.setStatus(kim, alert.id, 'acknowledged', null)).toMatchObject({
      kind: 'changed',
      alert: { state: 'acknowledged', acknowledged_by: '@kim', acknowledged_severity: 'warning' },
    })
    expect(await world.pipeline.setStatus(kim, alert.id, 'acknowledged', null)).toMatchObject({ kind: 'unchanged' })
    expect(await store.incidents.get(scope, incident)).toMatchObject({ acknowledged_by: '@kim' })
    await world.send({ severity: 'info' })
    expect(await store.alerts.get(scope, alert.id)).toMatchObject({ state: 'acknowledged', severity: 'info' })
    await world.send({ severity: 'critical' })
    expect(await store.alerts.get(scope, alert.id)).toMatchObject({ state: 'active', severity: 'critical' })
    expect(await store.incidents.get(scope, incident)).toMatchObject({ acknowledged_at: null, severity: 'critical' })
    expect((await world.told(incident)).map(({ kind }) => kind)).toEqual([
      'acknowledged',
      'unacknowledged',
      'severity_raised',
    ])
    await world.pipeline.setStatus(kim, alert.id, 'resolved', 'cleaned up')
    expect(await store.alerts.get(scope, alert.id)).toMatchObject({
      resolution_note: 'cleaned up',
      resolved_by: '@kim',
      open_key: null,
    })
    const over = await store.incidents.get(scope, incident)
    expect(over && (await incidentFacts(store.database, pages, over, null))).toMatchObject({
      resolved: true,
      resolution_note: 'cleaned up',
      resolved_by: '@kim',
    })
    expect(await world.pipeline.setStatus(kim, alert.id, 'active', null)).toEqual({ kind: 'resolved' })
    expect(await world.pipeline.setStatus(kim, newId('alert'), 'active', null)).toEqual({ kind: 'not-found' })
  })

  test('a rise above the severity at the acknowledgement is told, also where the incident had been that grave', async () => {
    const { alert, incident_ids } = await world.send({ severity: 'critical' })
    const [incident = ''] = incident_ids
    await world.send({ severity: 'warning' })
    await world.pipeline.setStatus(scope, alert.id, 'acknowledged', null)
    await world.send({ severity: 'critical' })
    expect(await store.incidents.get(scope, incident)).toMatchObject({ acknowledged_at: null })
    expect(await world.told(incident)).toMatchObject([
      { kind: 'acknowledged' },
      { kind: 'unacknowledged' },
      { kind: 'severity_raised', severity: 'critical' },
    ])
  })

  test.each([
    ['above the severity at the acknowledgement', 'high', 'warning', true],
    ['to the severity at the acknowledgement', 'warning', 'warning', false],
    ['below it', 'high', 'critical', false],
  ] as const)('an active alert of an acknowledged incident rises %s', async (_what, to, atAck, cleared) => {
    rules = byHost
    const labels = { host: 'db' }
    const { alert, incident_ids } = await world.send({ fingerprint: 'a', labels, severity: 'critical' })
    await world.send({ fingerprint: 'a', labels, severity: atAck })
    await world.pipeline.setStatus(scope, alert.id, 'acknowledged', null)
    await world.send({ fingerprint: 'b', labels, severity: 'info' })
    const acked = async () => (await store.incidents.get(scope, incident_ids[0] ?? ''))?.acknowledged_at !== null
    expect(await acked()).toBe(true)
    await world.send({ fingerprint: 'b', labels, severity: to })
    expect(await acked()).toBe(!cleared)
    const raised = (await world.told(incident_ids[0] ?? '')).filter(({ kind }) => kind === 'severity_raised')
    // The run is told what its incident has, however low the alert is that rose.
    expect(raised).toMatchObject(cleared ? [{ severity: 'critical' }] : [])
  })

  test('one acknowledgement stops every ladder on the same alert, and a link works once', async () => {
    rules = rulesOf('rule "A" {\n  then { notify @a }\n}\nrule "B" {\n  then { notify @b }\n}\n', 1)
    const { incident_ids } = await world.send({})
    const [a = '', b = ''] = incident_ids
    const click = () => world.pipeline.acknowledgeIncident({ ...scope, actor: '@kim' }, a, 'token-1')
    expect(await click()).toMatchObject({ kind: 'changed', incident: { acknowledged_by: '@kim' } })
    expect(await click()).toEqual({ kind: 'used' })
    expect(await world.told(a)).toMatchObject([{ kind: 'acknowledged', by: '@kim' }])
    expect(await world.told(b)).toMatchObject([{ kind: 'acknowledged', by: '@kim' }])
    expect(await world.pipeline.acknowledgeIncident(scope, a, null)).toMatchObject({ kind: 'unchanged' })
    expect(await world.pipeline.acknowledgeIncident(scope, newId('incident'), null)).toEqual({ kind: 'not-found' })
    const other = { ...scope, tenant: 'other' }
    expect(await world.pipeline.acknowledgeIncident(other, a, null)).toEqual({ kind: 'not-found' })
  })

  test('an incident whose last active alert resolves is acknowledged by who took the others', async () => {
    rules = byHost
    const labels = { host: 'db' }
    const { alert, incident_ids } = await world.send({ fingerprint: 'a', labels })
    const [incident = ''] = incident_ids
    await world.send({ fingerprint: 'b', labels })
    await world.pipeline.setStatus({ ...scope, actor: '@kim' }, alert.id, 'acknowledged', null)
    expect(await world.told(incident)).toMatchObject([{ kind: 'joined' }])
    await world.send({ fingerprint: 'b', labels, status: 'resolved' })
    expect(await store.incidents.get(scope, incident)).toMatchObject({ acknowledged_by: '@kim' })
    expect(await world.told(incident)).toMatchObject([{ kind: 'joined' }, { kind: 'acknowledged', by: '@kim' }])
  })

  test('taking an acknowledgement back resumes the ladder', async () => {
    const { alert, incident_ids } = await world.send({})
    await world.pipeline.setStatus(scope, alert.id, 'acknowledged', null)
    await world.pipeline.setStatus(scope, alert.id, 'active', null)
    const kinds = (await world.told(incident_ids[0] ?? '')).map(({ kind }) => kind)
    expect(kinds).toEqual(['acknowledged', 'unacknowledged'])
  })

  test('priority, suppression and stop', async () => {
    rules = rulesOf(
      `rule "Low" {
  priority 10
  then { notify @low }
}
rule "Quiet" {
  priority 200
  when alert.severity == warning
  suppress when label.env == "test"
  then { notify @quiet }
  stop processing
}
`,
      1,
    )
    const stopped = await world.send({ fingerprint: 'a', severity: 'warning', labels: { env: 'test' } })
    expect(stopped).toMatchObject({ incident_ids: [], alert: { matched: false } })
    const taken = await world.send({ fingerprint: 'b', severity: 'warning' })
    expect(taken.incident_ids).toHaveLength(1)
    const still = await world.send({ fingerprint: 'b', severity: 'info' })
    expect(still.incident_ids).toEqual(taken.incident_ids)
    const low = await world.send({ fingerprint: 'c', severity: 'info' })
    expect(low.incident_ids).toHaveLength(1)
    const decisions = await store.database.tables.decisions.select(everyTenant, { where: {}, order: [['id', 'ASC']] })
    expect(decisions.map((row) => [row.rule_name, row.outcome])).toEqual([
      ['Quiet', 'suppressed'],
      ['Quiet', 'opened'],
      ['Low', 'opened'],
    ])
  })

  test('a rule edit does not restart alerts it took; a new rule takes an open alert at its next event', async () => {
    const first = await world.send({})
    rules = rulesOf('rule "Page" {\n  then { notify @boss }\n}\nrule "New" {\n  then { notify @new }\n}\n', 2)
    const second = await world.send({})
    expect(second.incident_ids).toHaveLength(2)
    expect(second.incident_ids).toContain(first.incident_ids[0])
    const inputs = (await world.outbox()).map((row) => row.payload as unknown as RunInput)
    expect(inputs[0]?.plan).toEqual(perAlert.plans[0])
    expect(inputs[1]?.plan).toEqual(rules.plans.find((plan) => plan.rule.name === 'New'))
  })

  test('the run closes its incident only when it has heard everything', async () => {
    rules = byHost
    const labels = { host: 'db' }
    const { incident_ids } = await world.send({ fingerprint: 'a', labels })
    const [incident_id = ''] = incident_ids
    const run = (await store.runs.list(scope, {})).items[0]
    const close = (seen: readonly string[]) =>
      world.pipeline.close(scope, {
        tenant: 'default',
        run_id: run?.id ?? '',
        incident_id,
        outcome: 'succeeded',
        message: null,
        report: null,
        seen,
      })
    // The alert joins just as the run is about to end.
    const joined = await world.send({ fingerprint: 'b', labels })
    const refused = await close([])
    if (refused.closed) throw new Error('It closed although an alert had joined.')
    expect(refused.unseen).toMatchObject([{ kind: 'joined', alert_id: joined.alert.id }])
    expect((await store.outbox.due(world.clock, 10)).filter((row) => row.kind === 'signal')).toEqual([])
    expect(await close(refused.unseen.map(({ id }) => id))).toEqual({ closed: true })
    expect(await close([])).toEqual({ closed: true })
    expect(await store.runs.get(scope, run?.id ?? '')).toMatchObject({ status: 'succeeded', outcome: 'ok' })
    const next = await world.send({ fingerprint: 'c', labels })
    expect(next.incident_ids).not.toContain(incident_id)
  })

  test('a race of closing and joining loses no alert', async () => {
    rules = byHost
    const labels = { host: 'db' }
    const rounds = 12
    for (let round = 0; round < rounds; round++) {
      const { incident_ids } = await world.send({ fingerprint: `a-${round}`, labels })
      const incident_id = incident_ids[0] ?? ''
      const run = (await store.runs.list(scope, {})).items.find((one) => one.incident_id === incident_id)
      const input = { tenant: 'default', run_id: run?.id ?? '', incident_id, message: null, report: null }
      const [joined, closed] = await Promise.all([
        world.send({ fingerprint: `b-${round}`, labels }),
        world.pipeline.close(scope, { ...input, outcome: 'succeeded', seen: [] }),
      ])
      // Either it opened an incident of its own, or the run was told.
      const own = !joined.incident_ids.includes(incident_id)
      expect([round, own]).toEqual([round, closed.closed])
      const open = joined.incident_ids[0] ?? ''
      const last = (await store.runs.list(scope, {})).items.find((one) => one.incident_id === open)
      const seen = (await world.told(open)).map(({ id }) => id)
      await world.pipeline.close(scope, {
        ...input,
        run_id: last?.id ?? '',
        incident_id: open,
        outcome: 'failed',
        seen,
      })
    }
  })

  test('an alert that joined a run which Temporal calls closed gets a run of its own', async () => {
    rules = byHost
    const labels = { host: 'db' }
    const { incident_ids } = await world.send({ fingerprint: 'a', labels })
    const joined = await world.send({ fingerprint: 'b', labels })
    const signal = (await world.outbox()).find((row) => row.kind === 'signal')
    if (signal === undefined) throw new Error('No signal.')
    const answer = await world.pipeline.reroute(scope, signal, ended)
    const moved = answer.kind === 'moved' ? answer.incident_id : null
    expect(moved).not.toBeNull()
    const notices = (await world.outbox()).filter(({ kind }) => kind === 'notice')
    expect(notices).toMatchObject([
      { incident_id: incident_ids[0], payload: { title: 'Run of "Host" cancelled: Disk is full' } },
    ])
    expect((await store.runs.list(scope, { incident_id: incident_ids[0] ?? '' })).items).toMatchObject([ended])
    expect((await store.alerts.incidentIds(scope, [joined.alert.id])).get(joined.alert.id)).toEqual([moved])
    expect(await store.incidents.get(scope, incident_ids[0] ?? '')).toMatchObject({ alert_count: 1, open_key: null })
    const starts = (await world.outbox()).filter((row) => row.kind === 'start')
    expect(starts.map((row) => row.incident_id)).toEqual([incident_ids[0], moved])
    expect(await world.pipeline.reroute(scope, signal, ended)).toEqual({ kind: 'known' })
    const next = await world.send({ fingerprint: 'c', labels })
    expect(next.incident_ids).toEqual([moved])
  })

  test('alerts that had joined a run which was ended share the incident that follows', async () => {
    rules = byHost
    const labels = { host: 'db' }
    await world.send({ fingerprint: 'a', labels })
    await world.send({ fingerprint: 'b', labels })
    await world.send({ fingerprint: 'c', labels })
    const [run] = (await store.runs.list(scope, {})).items
    const signals = (await world.outbox()).filter((row) => row.kind === 'signal')
    expect(await world.pipeline.endRun(scope, run?.id ?? '', { status: 'cancelled', message: 'By hand.' })).toBe(true)
    const moved: unknown[] = []
    for (const signal of signals) moved.push(await world.pipeline.reroute(scope, signal, ended))
    expect(moved).toHaveLength(2)
    expect(moved[0]).toEqual({ kind: 'moved', incident_id: expect.any(String) })
    expect(moved[1]).toEqual(moved[0])
    const next = await world.send({ fingerprint: 'd', labels })
    expect(next.incident_ids).toEqual([(moved[0] as { incident_id: string }).incident_id])
    expect((await store.runs.list(scope, {})).items).toHaveLength(2)
  })

  test("a signal that the closing run took in is not moved, however old the dispatcher's copy of it is", async () => {
    rules = byHost
    const labels = { host: 'db' }
    const { incident_ids } = await world.send({ fingerprint: 'a', labels })
    const joined = await world.send({ fingerprint: 'b', labels })
    const [run] = (await store.runs.list(scope, {})).items
    const copy = (await world.outbox()).find((row) => row.kind === 'signal')
    if (run === undefined || copy === undefined) throw new Error('No run or no signal.')
    const close = (seen: readonly string[]) =>
      world.pipeline.close(scope, {
        ...{ tenant: 'default', run_id: run.id, incident_id: run.incident_id },
        ...{ outcome: 'succeeded', message: null, report: null, seen },
      })
    expect(await close([])).toMatchObject({ closed: false, unseen: [{ kind: 'joined', alert_id: joined.alert.id }] })
    expect(await close([copy.id])).toEqual({ closed: true })
    expect(await world.pipeline.reroute(scope, copy, ended)).toEqual({ kind: 'known' })
    expect((await store.alerts.incidentIds(scope, [joined.alert.id])).get(joined.alert.id)).toEqual(incident_ids)
    expect((await store.runs.list(scope, {})).items).toHaveLength(1)
  })

  test('a signal that reached the run by Temporal, though its answer was lost, is not moved either', async () => {
    rules = byHost
    const labels = { host: 'db' }
    await world.send({ fingerprint: 'a', labels })
    await world.send({ fingerprint: 'b', labels })
    const [run] = (await store.runs.list(scope, {})).items
    const copy = (await world.outbox()).find((row) => row.kind === 'signal')
    if (run === undefined || copy === undefined) throw new Error('No run or no signal.')
    const closed = await world.pipeline.close(scope, {
      ...{ tenant: 'default', run_id: run.id, incident_id: run.incident_id },
      ...{ outcome: 'succeeded', message: null, report: null, seen: [copy.id] },
    })
    expect(closed).toEqual({ closed: true })
    expect(await world.pipeline.reroute(scope, copy, ended)).toEqual({ kind: 'known' })
  })

  test('a run ended from outside closes its incident, is in the timeline, and is told once', async () => {
    const { alert, incident_ids } = await world.send({})
    const [incident_id = ''] = incident_ids
    const [run] = (await store.runs.list(scope, {})).items
    if (!run) throw new Error('No run.')
    await store.transaction((tx) => store.watches.add(tx, watchOf(run, hour)))
    world.later(1_000)
    const end = () => world.pipeline.endRun(scope, run.id, { status: 'failed', message: 'Terminated.' })
    expect(await end()).toBe(true)
    expect(await end()).toBe(false)
    expect(await world.pipeline.endRun(scope, newId('run'), { status: 'failed', message: '' })).toBe(false)
    const at = world.clock
    expect(await store.runs.get(scope, run.id)).toMatchObject({ status: 'failed', outcome: 'failed', ended_at: at })
    expect(await store.incidents.get(scope, incident_id)).toMatchObject({ closed_at: at, open_key: null })
    expect(await store.database.tables.watches.select(everyTenant, { where: {} })).toEqual([])
    const ends = (await store.alerts.timeline(scope, alert.id)).filter(({ text }) => text.startsWith('Run ended'))
    expect(ends).toMatchObject([{ kind: 'run', text: 'Run ended failed: Terminated.', data: { run_id: run.id } }])
    const notices = (await world.outbox()).filter(({ kind }) => kind === 'notice')
    expect(notices).toMatchObject([
      {
        payload: {
          title: 'Run of "Page" failed: Disk is full',
          severity: 'high',
          body: expect.stringContaining('not resolved'),
        },
      },
    ])
  })

  test('a watch is told when it turns true, and forgotten', async () => {
    const { incident_ids } = await world.send({ labels: { state: 'bad' }, fingerprint: 'w' })
    const [incident_id = ''] = incident_ids
    const run = (await store.runs.list(scope, {})).items[0]
    if (!run) throw new Error('No run.')
    await store.transaction((tx) => store.watches.add(tx, watchOf(run, hour)))
    await world.send({ labels: { state: 'worse' }, fingerprint: 'w' })
    expect(await world.told(incident_id)).toEqual([])
    await world.send({ labels: { state: 'good' }, fingerprint: 'w' })
    await world.send({ labels: { state: 'good' }, fingerprint: 'w' })
    expect(await world.told(incident_id)).toMatchObject([{ kind: 'watch', watch: 'then.0' }])
  })

  test('an action is a run of one step that nothing joins', async () => {
    const { alert } = await world.send({})
    const parameters = { service_name: 'nginx', server: 'web-1' }
    const started = await world.pipeline.startAction(scope, {
      alert_id: alert.id,
      action_type: 'restart_service',
      parameters,
    })
    if (started.kind !== 'started') throw new Error(started.kind)
    const run = await store.runs.ofWorkflow(scope, `default/action/${started.id}`)
    expect(run).toMatchObject({ id: started.run_id, rule_id: null, trigger: 'action', alert_id: alert.id })
    const row = (await world.outbox()).find((one) => one.run_id === started.run_id)
    expect(row?.payload).toMatchObject({
      plan: {
        steps: [{ kind: 'run', name: 'restart_service', with: { server: { kind: 'literal', value: 'web-1' } } }],
      },
    })
    const unknown = { alert_id: newId('alert'), action_type: 'restart_service', parameters }
    expect(await world.pipeline.startAction(scope, unknown)).toEqual({ kind: 'not-found' })
  })

  test('an action on an alert that a rule took: one notice tells the people of both that it is over', async () => {
    const { alert, incident_ids } = await world.send({})
    const parameters = { targets: ['@oncall'], title: 'Look' }
    await world.pipeline.startAction(scope, { alert_id: alert.id, action_type: 'notify', parameters })
    const mine = (await store.alerts.incidentIds(scope, [alert.id])).get(alert.id) ?? []
    await world.send({ status: 'resolved' })
    const notices = (await world.outbox()).filter(({ kind }) => kind === 'resolve_notice')
    const also = mine.filter((id) => id !== incident_ids[0])
    expect(also).toHaveLength(1)
    expect(notices.map(({ payload }) => payload)).toMatchObject([{ incident_id: incident_ids[0], also }])
    for (const id of mine) expect((await store.incidents.get(scope, id))?.resolved_at).toEqual(world.clock)
  })

  test('what no rule took: grave at once, the rest in one digest', async () => {
    rules = rulesOf('rule "Never" {\n  when label.x == "y"\n  then { notify @a }\n}\n', 1)
    await world.send({ fingerprint: 'a', severity: 'critical', title: 'Fire' })
    await world.send({ fingerprint: 'a', severity: 'critical', title: 'Fire' })
    await world.send({ fingerprint: 'b', severity: 'warning', title: 'Smoke' })
    world.later(60_000)
    await world.send({ fingerprint: 'c', severity: 'info', title: 'Dust' })
    const notices = async () => (await world.outbox()).filter((row) => row.kind === 'notice').map((row) => row.payload)
    expect(await notices()).toMatchObject([{ title: 'No rule took: Fire', severity: 'critical' }])
    world.later(hour)
    const handle = (tx: Parameters<typeof onPipelineTimer>[1], timer: Parameters<typeof onPipelineTimer>[2]) =>
      onPipelineTimer(world.parts, tx, timer).then(() => undefined)
    expect(await store.timers.claim(world.clock, 10, handle)).toBe(1)
    expect(await notices()).toMatchObject([
      {},
      { title: 'No rule took 2 alerts', body: expect.stringContaining('Smoke') },
    ])
    expect(await store.timers.claim(world.clock, 10, handle)).toBe(0)
  })

  test('an action on an alert does not make it matched: a rise is told to the fallback receiver', async () => {
    rules = rulesOf('rule "Never" {\n  when label.x == "y"\n  then { notify @a }\n}\n', 1)
    const { alert } = await world.send({ severity: 'warning' })
    await world.pipeline.startAction(scope, { alert_id: alert.id, action_type: 'restart_service', parameters: {} })
    await world.send({ severity: 'critical' })
    const notices = (await world.outbox()).filter(({ kind }) => kind === 'notice')
    expect(notices).toMatchObject([{ payload: { title: 'No rule took: Disk is full', severity: 'critical' } }])
  })

  test('two pipelines on one database agree', async () => {
    rules = byHost
    const other = new World(base.open(), { current })
    const labels = { host: 'db' }
    const answers = await Promise.all(
      [...Array(40).keys()].map((n) =>
        (n % 2 ? world : other).send({ fingerprint: `f-${n % 8}`, labels, severity: 'critical' }),
      ),
    )
    expect(new Set(answers.flatMap(({ incident_ids }) => incident_ids)).size).toBe(1)
    const { items } = await store.alerts.list(scope, { limit: 200 })
    expect(items.map(({ count }) => count)).toEqual(Array(8).fill(5))
    const incident = await store.incidents.get(scope, answers[0]?.incident_ids[0] ?? '')
    expect(incident?.alert_count).toBe(8)
    expect((await world.outbox()).filter((row) => row.kind === 'start')).toHaveLength(1)
  })

  test.each([
    ['alert', 'f', 'f'],
    ['incident', 'f', 'g'],
  ])('two pipelines that open the same %s at the same moment', async (_what, one, two) => {
    rules = byHost
    // Both are inside their transaction before either looks; SQLite's one writer lets only one in.
    let inside = 0
    let open = () => {}
    const both = new Promise<void>((resolve) => {
      open = resolve
    })
    const meet = async () => {
      if (++inside === 2 || name === 'sqlite') open()
      await both
      return rules
    }
    const [left, right] = [new World(store, { current: meet }), new World(base.open(), { current: meet })]
    const labels = { host: 'db' }
    const answers = await Promise.all([
      left.send({ fingerprint: one, labels }),
      right.send({ fingerprint: two, labels }),
    ])
    expect(new Set(answers.flatMap(({ incident_ids }) => incident_ids)).size).toBe(1)
    expect(new Set(answers.map(({ alert }) => alert.id)).size).toBe(one === two ? 1 : 2)
    expect(await readdir(left.parts.spoolFolder)).toEqual([])
    expect((await world.outbox()).filter((row) => row.kind === 'start')).toHaveLength(1)
  })

  test('a request that the database refuses fails alone and is kept', async () => {
    // An integration's name is at most 255 characters; SQLite does not mind, so there a trigger refuses.
    if (name === 'sqlite')
      await store.database.write((tx) =>
        store.database.sequelize.query(
          `CREATE TRIGGER refuse BEFORE INSERT ON events WHEN length(NEW.integration) > 255
           BEGIN SELECT RAISE(ABORT, 'too long'); END`,
          { ...(tx && { transaction: tx }) },
        ),
      )
    const results = await Promise.allSettled(
      [...Array(9).keys()].map((n) =>
        world.send({ fingerprint: `p-${n}`, integration: n === 4 ? 'x'.repeat(300) : 'test' }),
      ),
    )
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([...Array(9).keys()].map((n) => n !== 4))
    const files = await readdir(world.parts.spoolFolder)
    expect(files).toHaveLength(1)
    const kept = JSON.parse(await readFile(join(world.parts.spoolFolder, files[0] ?? ''), 'utf8'))
    expect(kept.events).toMatchObject([{ fingerprint: 'p-4' }])
    expect((await store.alerts.list(scope, { limit: 50 })).items).toHaveLength(8)
  })

  test('a listener that throws undoes nothing and stops nothing', async () => {
    const broken = () => {
      throw new Error('broken')
    }
    world = new World(store, { current }, { onDecided: broken, onBatch: broken })
    const both = await Promise.all([world.send({ fingerprint: 'l-1' }), world.send({ fingerprint: 'l-2' })])
    const answers = [...both, await world.send({ fingerprint: 'l-1' })]
    expect(answers.map(({ outcome, alert }) => [outcome, alert.count])).toEqual([
      ['opened', 1],
      ['opened', 1],
      ['joined', 2],
    ])
    expect(await readdir(world.parts.spoolFolder)).toEqual([])
  })

  test('a full queue refuses at once', async () => {
    world = new World(store, { current }, { limits: { queuedEvents: 2 } })
    const sent = [1, 2, 3].map((n) => world.send({ fingerprint: `q-${n}` }))
    const results = await Promise.allSettled(sent)
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect((results[2] as PromiseRejectedResult).reason).toBeInstanceOf(Overloaded)
    await world.pipeline.drain()
  })
})
