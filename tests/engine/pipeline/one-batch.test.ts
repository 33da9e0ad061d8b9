/** Several events in one transaction. */
import { beforeEach, expect, test, vi } from 'vitest'
import { Ledger } from '../../../engine/pipeline/ledger.ts'
import type { ActiveRules } from '../../../engine/pipeline/rules.ts'
import { newId } from '../../../engine/store/ids.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { event, rulesOf, scope, World } from './world.ts'

const byHost = rulesOf('rule "Host" {\n  group by label.host within 10m\n  then { notify @oncall }\n}\n', 1)
const whenX = rulesOf('rule "X" {\n  when label.x == "y"\n  then { notify @oncall }\n}\n', 1)
const labels = { host: 'db' }

await describeDialects('one batch', ({ create }) => {
  let store: SqlStore
  let rules: ActiveRules = byHost
  let world: World
  migratedStore(create, (opened) => {
    store = opened
  })
  beforeEach(async () => {
    world = new World(store, { current: async () => rules })
    for (const table of Object.values(store.database.tables))
      if (!['tenants', 'installations'].includes(table.name))
        await store.database.write((tx) => table.remove(everyTenant, {}, tx))
  })

  const send = (names: readonly string[]) =>
    world.pipeline.ingest(
      scope,
      names.map((fingerprint) => event({ fingerprint, labels })),
    )

  test('alerts that join an incident together are one signal to its run', async () => {
    rules = byHost
    const [first] = await send(['a'])
    const joined = await send(['b', 'c', 'd'])
    await send(['e'])
    const [b, c, d] = joined.map(({ alert }) => alert.id)
    const incident = first?.incident_ids[0] ?? ''
    expect(await world.told(incident)).toMatchObject([
      { kind: 'joined', alert_id: b, also: [c, d] },
      { kind: 'joined', also: [] },
    ])
    expect((await store.incidents.get(scope, incident))?.alert_count).toBe(5)
  })

  test('an alert that joins and raises the severity is one signal, with others of its transaction', async () => {
    rules = byHost
    const of = (fingerprint: string, severity: 'info' | 'warning' | 'critical') =>
      event({ fingerprint, severity, labels })
    const [first] = await world.pipeline.ingest(scope, [of('a', 'info')])
    const [b, c] = await world.pipeline.ingest(scope, [of('b', 'info'), of('c', 'warning'), of('d', 'info')])
    await world.pipeline.ingest(scope, [of('e', 'warning'), of('a', 'critical'), of('f', 'critical')])
    const told = await world.told(first?.incident_ids[0] ?? '')
    expect(told.map(({ kind }) => kind)).toEqual(['joined', 'joined', 'severity_raised', 'joined'])
    expect(told[0]).toMatchObject({
      alert_id: b?.alert.id,
      also: [c?.alert.id, expect.any(String)],
      severity: 'warning',
    })
    expect(told[1]).not.toHaveProperty('severity')
    expect(told[2]).toMatchObject({ severity: 'critical' })
    expect(told[3]).not.toHaveProperty('severity')
  })

  test('alerts that joined together, but a closed run, move together; one that is over stays', async () => {
    rules = byHost
    const [first] = await send(['a'])
    const incident = first?.incident_ids[0] ?? ''
    const ids = (await send(['b', 'c', 'd'])).map(({ alert }) => alert.id)
    await world.pipeline.setStatus(scope, ids[1] ?? '', 'resolved', null)
    const signal = (await world.outbox()).find(({ kind }) => kind === 'signal')
    if (signal === undefined) throw new Error('No signal.')
    const ended = { status: 'cancelled', message: 'By hand.' } as const
    const answer = await world.pipeline.reroute(scope, signal, ended)
    const moved = answer.kind === 'moved' ? (answer.incident_id ?? '') : ''
    expect(moved).toMatch(/^inc_/u)
    const places = await store.alerts.incidentIds(scope, ids)
    expect(ids.map((id) => places.get(id))).toEqual([[moved], [incident], [moved]])
    expect(await store.incidents.get(scope, incident)).toMatchObject({ alert_count: 2, closed_at: world.clock })
    expect((await store.incidents.get(scope, moved))?.alert_count).toBe(2)
    expect(await world.told(moved)).toMatchObject([{ kind: 'joined', alert_id: ids[2] }])
  })

  test('an alert that no rule took at first, but a later event of the batch, is not told as taken by none', async () => {
    rules = whenX
    await world.pipeline.ingest(scope, [
      event({ fingerprint: 'a', severity: 'critical' }),
      event({ fingerprint: 'a', severity: 'critical', labels: { x: 'y' } }),
    ])
    expect((await world.outbox()).map(({ kind }) => kind)).toEqual(['start'])
  })

  test('however many watches a run has, its facts are read once', async () => {
    rules = byHost
    const condition = whenX.plans[0]?.when
    if (!condition) throw new Error('No condition.')
    await send(['a'])
    const [run] = (await store.runs.list(scope, {})).items
    if (run === undefined) throw new Error('No run.')
    const watched = async (step: string) => {
      const { id: run_id, workflow_id, incident_id } = run
      const deadline = new Date(world.clock.getTime() + 60_000)
      const row = { id: newId('watch'), tenant: 'default', run_id, workflow_id, incident_id, step }
      await store.transaction((tx) => store.watches.add(tx, { ...row, condition, names: {}, meta: {}, deadline }))
    }
    const queries = async () => {
      const spy = vi.spyOn(store.database.sequelize, 'query')
      await send(['a'])
      const asked = spy.mock.calls.length
      spy.mockRestore()
      return asked
    }
    await watched('then.0')
    const one = await queries()
    for (const n of [1, 2, 3]) await watched(`then.${n}`)
    expect(await queries()).toBe(one)
    await world.send({ fingerprint: 'a', labels: { ...labels, x: 'y' } })
    expect((await world.told(run.incident_id)).map(({ kind }) => kind)).toEqual(Array(4).fill('watch'))
  })

  test('a ledger that is saved twice writes each row once', async () => {
    await store.database.transaction(async (tx) => {
      const ledger = new Ledger(store.database, tx, scope, world.clock)
      for (const text of ['first', 'second']) {
        ledger.timeline({}, 'note', text)
        ledger.send({ kind: 'notice', workflow_id: text, incident_id: null, run_id: null, payload: {} })
        ledger.timers.push({ tenant: 'default', kind: 'k', key: text, due_at: world.clock, payload: {} })
        await ledger.save()
      }
    })
    const rows = await store.database.tables.timeline.select(everyTenant, { where: {}, order: [['id', 'ASC']] })
    expect(rows.map(({ text }) => text)).toEqual(['first', 'second'])
    expect((await world.outbox()).map(({ workflow_id }) => workflow_id)).toEqual(['first', 'second'])
  })
})
