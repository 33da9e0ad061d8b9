import { expect, test } from 'vitest'
import { InvalidCursor } from '../../../engine/store/cursor.ts'
import { newId } from '../../../engine/store/ids.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant, systemScope } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore, type TestDatabase } from '../../support/dialects.ts'
import { alertRow, incidentRow, outboxRow, runRow } from './rows.ts'

const scope = systemScope('default')
const elsewhere = systemScope('other')
const minute = 60_000

await describeDialects('store', ({ create }) => {
  let base: TestDatabase
  let store: SqlStore
  migratedStore(create, (opened, database) => {
    store = opened
    base = database
  })

  test('migrations make exactly the columns that the models have', async () => {
    for (const table of Object.values(store.database.tables)) {
      const described = await store.database.sequelize.getQueryInterface().describeTable(table.name)
      expect([table.name, Object.keys(described).sort()]).toEqual([table.name, [...table.columns].sort()])
    }
    expect(await store.migrate()).toEqual([])
  })

  test('the installation has one id', async () => {
    expect(await store.installation()).toMatch(/^tocsin_[0-9a-f]{32}$/)
    expect(await base.open().installation()).toBe(await store.installation())
  })

  test.each([
    ['0006-namespace', 'installations', 'temporal_namespace'],
    ['0007-incident-ack', 'incidents', 'acknowledged_severity'],
    ['0008-inbox-status', 'inbox', 'status'],
  ])('%s gives an older database its column, also after it was cut short', async (migration, table, column) => {
    const { sequelize, transaction } = store.database
    const change = (sql: string) => transaction((tx) => sequelize.query(sql, { transaction: tx }))
    const id = await store.installation()
    const older = async () => {
      await change(`DELETE FROM migrations WHERE name = '${migration}'`)
      expect(await store.migrate()).toEqual([migration])
      expect(Object.keys(await sequelize.getQueryInterface().describeTable(table))).toContain(column)
      expect(await base.open().installation()).toBe(id)
    }
    await change(`ALTER TABLE ${table} DROP COLUMN ${column}`)
    await older()
    await older()
  })

  test('the namespace of the runs is remembered', async () => {
    expect(await store.namespace.last()).toBeNull()
    await store.namespace.remember('there')
    expect(await store.namespace.last()).toBe('there')
  })

  test('it is durable', async () => {
    const { settings, warnings } = await store.durability()
    expect(warnings).toEqual([])
    expect(Object.keys(settings).length).toBeGreaterThan(0)
    await store.ping()
  })

  test('a row that is kept where one is there already is never cut to its column', async () => {
    const { tables, write } = store.database
    const key = `k/${'x'.repeat(600)}`
    const row = {
      ...{ key, id: newId('inbox'), tenant: 'default', recipient: '@kim', title: 't', body: 'b', fields: [] },
      ...{ url: null, ack_url: null, severity: null, status: null, read_at: null, created_at: new Date(0) },
    }
    await write((tx) => tables.inbox.insertMissing([row as never], tx)).catch(() => undefined)
    for (const { key: stored } of await tables.inbox.select(everyTenant, { where: {} })) expect(stored).toBe(key)
  })

  test('an alert comes back as it was stored, for its tenant only', async () => {
    const row = alertRow({})
    await store.database.write((tx) => store.database.tables.alerts.insert([row], tx))
    expect(await store.alerts.get(scope, row.id)).toEqual(row)
    expect(await store.alerts.get(elsewhere, row.id)).toBeNull()
  })

  test('lists run from new to old, page by page, by status', async () => {
    const mine = systemScope('paged')
    const rows = [...Array(7).keys()].map((n) =>
      alertRow({
        tenant: 'paged',
        received_at: new Date(Date.UTC(2026, 0, 1, 0, 0, 0, Math.floor(n / 2))),
        state: n % 3 === 0 ? 'resolved' : 'active',
        muted_by: n === 1 ? ['silence'] : [],
      }),
    )
    await store.database.write((tx) => store.database.tables.alerts.insert(rows, tx))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await store.alerts.list(mine, { limit: 3, cursor })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.next_cursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(rows.map((row) => row.id).reverse())
    const ids = async (status: 'active' | 'suppressed' | 'resolved') =>
      (await store.alerts.list(mine, { status })).items.map((row) => rows.findIndex(({ id }) => id === row.id))
    expect(await ids('active')).toEqual([5, 4, 2])
    expect(await ids('suppressed')).toEqual([1])
    expect(await ids('resolved')).toEqual([6, 3, 0])
    await expect(store.alerts.list(mine, { cursor: 'nonsense' })).rejects.toThrow(InvalidCursor)
  })

  test('alerts that are not resolved are counted over all tenants', async () => {
    const before = await store.alerts.countOpenByStatus()
    const rows = ['first', 'second', 'third'].flatMap((tenant) => [
      alertRow({ tenant }),
      alertRow({ tenant, muted_by: ['silence'] }),
      alertRow({ tenant, state: 'acknowledged' }),
      alertRow({ tenant, state: 'resolved' }),
    ])
    await store.database.write((tx) => store.database.tables.alerts.insert(rows, tx))
    expect(await store.alerts.countOpenByStatus()).toEqual({
      active: before.active + 3,
      acknowledged: before.acknowledged + 3,
      suppressed: before.suppressed + 3,
    })
  })

  test('alerts by incident, runs by alert: of their tenant, whatever the id is', async () => {
    const { tables, write } = store.database
    const [mine, other] = [alertRow({}), alertRow({})]
    const incident = incidentRow({})
    const run = runRow({ incident_id: incident.id })
    const link = {
      tenant: 'default',
      incident_id: incident.id,
      alert_id: mine.id,
      rule_id: 'r',
      joined_at: new Date(0),
    }
    await write(async (tx) => {
      await tables.alerts.insert([mine, other], tx)
      await tables.incidents.insert([incident], tx)
      await tables.incidentAlerts.insert([link], tx)
      await tables.runs.insert([run], tx)
    })
    const alerts = async (of: typeof scope, incident_id: string) =>
      (await store.alerts.list(of, { incident_id })).items.map(({ id }) => id)
    const runs = async (of: typeof scope, alert_id: string) =>
      (await store.runs.list(of, { alert_id })).items.map(({ id }) => id)
    expect(await alerts(scope, incident.id)).toEqual([mine.id])
    expect(await runs(scope, mine.id)).toEqual([run.id])
    expect(await alerts(elsewhere, incident.id)).toEqual([])
    for (const id of ["' OR '1'='1", "\\' OR 1=1 -- ", incident.id.toUpperCase()]) {
      expect(await alerts(scope, id)).toEqual([])
      expect(await runs(scope, id)).toEqual([])
      expect((await store.deliveries.list(scope, { alert_id: id })).items).toEqual([])
    }
  })

  test('of a long timeline the newest entries are given, oldest first', async () => {
    const alert = alertRow({})
    const entries = [...Array(510).keys()].map((n) => ({
      ...{ id: newId('timeline'), tenant: 'default', alert_id: alert.id, incident_id: null, at: new Date(n * 1_000) },
      ...{ kind: 'fired_again', actor: 'test', text: `${n}`, data: {} },
    }))
    await store.database.write((tx) => store.database.tables.timeline.insert(entries, tx))
    const texts = (await store.alerts.timeline(scope, alert.id)).map(({ text }) => text)
    expect(texts).toEqual(entries.slice(10).map(({ text }) => text))
  })

  test('the lead alert of each incident speaks for it, in its tenant only', async () => {
    const { tables, write } = store.database
    const [open, over] = [incidentRow({}), incidentRow({})]
    const of = ({ id }: { id: string }, given: Parameters<typeof alertRow>[0]) => ({
      incident: id,
      row: alertRow(given),
    })
    const alerts = [
      of(open, { title: 'milder', severity: 'info' }),
      of(open, { title: 'the elder', severity: 'high' }),
      of(open, { title: 'the younger', severity: 'high' }),
      of(open, { title: 'over', severity: 'critical', state: 'resolved' }),
      of(over, { title: 'mild', severity: 'warning', state: 'resolved' }),
      of(over, { title: 'bad', severity: 'critical', state: 'resolved' }),
    ]
    await write(async (tx) => {
      await tables.incidents.insert([open, over], tx)
      await tables.alerts.insert(
        alerts.map(({ row }) => row),
        tx,
      )
      await tables.incidentAlerts.insert(
        alerts.map(({ incident, row }) => ({
          tenant: row.tenant,
          incident_id: incident,
          alert_id: row.id,
          rule_id: 'r',
          joined_at: row.received_at,
        })),
        tx,
      )
    })
    expect(await store.incidents.leads(scope, [open.id, over.id, open.id])).toEqual(
      new Map([
        [open.id, { title: 'the elder', severity: 'high' }],
        [over.id, { title: 'bad', severity: 'critical' }],
      ]),
    )
    expect(await store.incidents.leads(elsewhere, [open.id])).toEqual(new Map())
    expect(await store.incidents.leads(scope, [])).toEqual(new Map())
  })

  test('a transaction that fails leaves nothing', async () => {
    const row = alertRow({})
    const failing = store.database.transaction(async (tx) => {
      await store.database.tables.alerts.insert([row], tx)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await store.alerts.get(scope, row.id)).toBeNull()
  })

  test('reads do not wait for an open transaction', async () => {
    const row = alertRow({})
    await store.database.transaction(async (tx) => {
      await store.database.tables.alerts.insert([row], tx)
      expect(await store.alerts.get(scope, row.id)).toBeNull()
    })
    expect(await store.alerts.get(scope, row.id)).toEqual(row)
  })

  test('one open row a key', async () => {
    const { tables, write } = store.database
    await write((tx) =>
      tables.alerts.insert([alertRow({ open_key: 'k' }), alertRow({ tenant: 'b', open_key: 'k' })], tx),
    )
    await write((tx) => tables.alerts.insert([alertRow({}), alertRow({})], tx))
    await expect(write((tx) => tables.alerts.insert([alertRow({ open_key: 'k' })], tx))).rejects.toThrow()
  })

  test('outbox: a signal waits for its start, other workflows do not', async () => {
    const now = new Date()
    const start = outboxRow({ workflow_id: 'w1' })
    const signal = outboxRow({ workflow_id: 'w1', kind: 'signal' })
    const other = outboxRow({ workflow_id: 'w2' })
    await store.transaction(async (tx) => {
      for (const row of [start, signal, other]) await store.outbox.add(tx, row)
    })
    const due = async (at: Date) => (await store.outbox.due(at, 10)).map((row) => row.id)
    expect(await due(now)).toEqual([start.id, signal.id, other.id])
    await store.outbox.failed(scope, start.id, 'unreachable', new Date(now.getTime() + minute))
    expect(await due(now)).toEqual([other.id])
    expect(await due(new Date(now.getTime() + minute))).toEqual([start.id, signal.id, other.id])
    await store.outbox.sent(scope, start.id)
    await store.outbox.sent(scope, other.id)
    expect(await due(now)).toEqual([signal.id])
    expect(await store.outbox.backlog()).toEqual({ count: 1, oldest: signal.created_at })
    await store.outbox.sent(scope, signal.id)
    expect(await store.outbox.backlog()).toEqual({ count: 0, oldest: null })
  })

  test('a run record never goes back', async () => {
    const run = runRow({})
    await store.database.write((tx) => store.database.tables.runs.insert([run], tx))
    const step = (id: string, status: 'running' | 'succeeded') => ({
      id,
      kind: 'notify',
      title: 'Notify',
      status,
      attempts: 1,
      started_at: 1_000,
      ended_at: null,
      waiting_until: null,
      detail: null,
      result: { ok: true },
    })
    const record = (seq: number, status: 'running' | 'waiting', steps: ReturnType<typeof step>[]) =>
      store.runs.record(scope, { tenant: 'default', run_id: run.id, seq, status, waiting_for: null, steps })
    await record(2, 'waiting', [step('then.1', 'running'), step('then.0', 'succeeded')])
    await record(1, 'running', [step('then.1', 'running')])
    await record(3, 'waiting', [step('then.1', 'succeeded'), step('then.2', 'running')])
    expect(await store.runs.get(scope, run.id)).toMatchObject({ status: 'waiting', seq: 3 })
    const steps = await store.runs.steps(scope, run.id)
    expect(steps.map(({ step, status }) => [step, status])).toEqual([
      ['then.1', 'succeeded'],
      ['then.0', 'succeeded'],
      ['then.2', 'running'],
    ])
    // The record is written after the step began, and the run began no later than the step.
    expect((await store.runs.get(scope, run.id))?.started_at).toEqual(new Date(1_000))
  })

  test('unconfirmed runs are those that nobody confirmed in time', async () => {
    const run = runRow({ created_at: new Date('2020-01-01') })
    await store.database.write((tx) => store.database.tables.runs.insert([run], tx))
    const found = async () => (await store.runs.unconfirmed(new Date('2020-01-02'), 10)).map((row) => row.id)
    expect(await found()).toEqual([run.id])
    await store.runs.confirm(scope, run.id, 'temporal-1')
    expect(await found()).toEqual([])
    const open = await store.runs.open(null, 100)
    expect(await store.runs.countOpen()).toBe(open.length)
    expect(open.length).toBeGreaterThan(0)
    expect(open.map((row) => row.id)).toContain(run.id)
    expect(await store.runs.open(open.at(-1)?.id ?? '', 100)).toEqual([])
  })

  test('a run that Temporal lost begins anew, unless it has ended', async () => {
    const { tables, write } = store.database
    const incident = incidentRow({ open_key: 'e'.repeat(64) })
    const run = runRow({ incident_id: incident.id, workflow_id: 'default/lost/1', status: 'waiting', seq: 4 })
    await write((tx) => tables.incidents.insert([incident], tx))
    await write((tx) => tables.runs.insert([run], tx))
    const start = outboxRow({ workflow_id: run.workflow_id })
    await store.transaction((tx) => store.outbox.add(tx, start))
    await store.outbox.sent(scope, start.id)

    expect(await store.runs.restart(scope, run)).toBe(true)
    expect(await store.runs.ofWorkflow(scope, run.workflow_id)).toMatchObject({ status: 'pending', seq: 0 })
    expect(await store.outbox.resend(scope, run.workflow_id, new Date())).toBe(1)
    expect((await store.outbox.due(new Date(), 10)).map((row) => row.id)).toEqual([start.id])
    await store.outbox.sent(scope, start.id)

    // Its second life is not wiped out by who found the first one lost, too, or it before it was confirmed.
    await store.runs.confirm(scope, run.id, 'temporal-2')
    const second = await store.runs.get(scope, run.id)
    for (const found of ['temporal-1', null])
      expect(await store.runs.restart(scope, { ...run, temporal_run_id: found })).toBe(false)
    expect(await store.runs.get(scope, run.id)).toEqual(second)

    await write((tx) => tables.runs.update(everyTenant, { status: 'failed', ended_at: new Date() }, { id: run.id }, tx))
    expect(await store.runs.restart(scope, { ...run, temporal_run_id: 'temporal-2' })).toBe(false)
    expect(await store.runs.get(scope, run.id)).toMatchObject({ status: 'failed' })
  })

  test('timers are claimed once, and one that fails is put off', async () => {
    const due_at = new Date('2026-01-01')
    const { tables, write } = store.database
    const timers = ['good', 'bad'].map((key) => ({ tenant: 'default', kind: 'k', key, due_at, payload: { key } }))
    await write((tx) => tables.timers.put(timers, tx))
    const now = new Date()
    const done: string[] = []
    const claim = store.timers.claim(now, 10, async (_tx, timer) => {
      if (timer.key === 'bad') throw new Error('broken')
      done.push(timer.key)
    })
    await expect(claim).rejects.toThrow('1 of 2 due timers failed')
    expect(done).toEqual(['good'])
    expect(await store.timers.claim(now, 10, async () => {})).toBe(0)
    expect(await store.timers.claim(new Date(now.getTime() + minute), 10, async () => {})).toBe(1)
  })

  test('a delivery is begun once', async () => {
    const row = {
      id: newId('delivery'),
      tenant: 'default',
      key: 'default/r/i/1/then.0/@kim/inbox',
      incident_id: newId('incident'),
      run_id: null,
      step: 'then.0',
      target: '@kim',
      connection: 'inbox',
      channel: 'inbox',
      address: '@kim',
      status: 'sending' as const,
      external_id: null,
      error: null,
      resolve: true,
      attempts: 1,
      created_at: new Date(),
      updated_at: new Date(),
    }
    expect(await store.deliveries.begin(scope, row)).toEqual(row)
    expect(await store.deliveries.begin(scope, { ...row, id: newId('delivery') })).toMatchObject({
      id: row.id,
      attempts: 2,
    })
    await store.deliveries.finish(scope, row.key, { status: 'sent', external_id: 'x' })
    expect(await store.deliveries.ofIncident(scope, row.incident_id)).toMatchObject([
      { id: row.id, status: 'sent', external_id: 'x', attempts: 2 },
    ])
  })

  test('rule sets: the same text is one version', async () => {
    const set = (hash: string) => ({
      tenant: 'default',
      hash: hash.repeat(64),
      author: 'folder',
      message: '',
      degraded: false,
      files: { 'a.rule': 'rule "A" {}' },
      problems: [],
    })
    const [first, again] = await Promise.all([
      store.ruleSets.publish(scope, set('a')),
      base.open().ruleSets.publish(scope, set('a')),
    ])
    expect(again.id).toBe(first.id)
    expect(await store.ruleSets.latest(scope)).toEqual(first)
    const second = await store.ruleSets.publish(scope, set('b'))
    expect(second.revision).toBe(first.revision + 1)
    expect(await store.ruleSets.revision(scope)).toBe(second.revision)
    expect(await store.ruleSets.latest(scope)).toEqual(second)
  })

  test('users and keys', async () => {
    const kim = { handle: 'kim', name: 'Kim', email: null, phone: null, role: 'admin' as const }
    expect(await store.users.add(scope, kim)).toMatchObject(kim)
    expect(await store.users.add(scope, kim)).toBeNull()
    expect(await store.users.update(scope, 'kim', { email: 'kim@example.org' })).toMatchObject({
      email: 'kim@example.org',
    })
    expect(await store.users.update(scope, 'nobody', { name: 'N' })).toBeNull()
    const key = { name: 'ci', hash: 'f'.repeat(64), prefix: 'toc_', scopes: ['ingest' as const], expires_at: null }
    const added = await store.keys.add(scope, key)
    expect(await store.keys.find(key.hash)).toEqual(added)
    expect(await store.keys.revoke(elsewhere, added.id)).toBe(false)
    expect(await store.keys.revoke(scope, added.id)).toBe(true)
    expect(await store.keys.find(key.hash)).toBeNull()
  })

  test('an acknowledge link is used once, also by two at once', async () => {
    const use = (from: SqlStore) => from.transaction((tx) => from.ackTokens.use(scope, tx, 't', new Date()))
    const answers = await Promise.all([use(store), use(base.open()), use(store)])
    expect(answers.filter(Boolean)).toHaveLength(1)
  })
})

await describeDialects('migrations', ({ create }) => {
  test('several starters at once apply each once', async () => {
    const base = await create()
    try {
      const applied = await Promise.all([1, 2, 3].map(() => base.open().migrate()))
      expect(applied.flat().sort()).toEqual([
        '0001-alerts',
        '0002-runs',
        '0003-people',
        '0004-seeds',
        '0005-idempotency',
        '0006-namespace',
        '0007-incident-ack',
        '0008-inbox-status',
        '0009-resolved-by',
      ])
      expect((await base.open().ruleSets.revision(scope)) === 0).toBe(true)
    } finally {
      await base.drop()
    }
  })
})
