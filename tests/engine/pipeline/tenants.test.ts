/** The pipeline's own statements keep to their tenant (D54), also where another one's row bears an id of theirs. */
import { beforeAll, expect, test } from 'vitest'
import { leadAlert } from '../../../engine/pipeline/incident-facts.ts'
import { Ledger } from '../../../engine/pipeline/ledger.ts'
import { settle } from '../../../engine/pipeline/settle.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { alertRow, incidentRow, outboxRow } from '../store/rows.ts'
import { scope, World } from './world.ts'

const other = systemScope('other')
const at = new Date('2026-03-02T03:20:00.000Z')
const later = new Date('2026-03-02T03:30:00.000Z')

await describeDialects('the pipeline and tenants', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (made) => {
    store = made
  })
  const incident = incidentRow({})
  const taken = { state: 'acknowledged', severity: 'warning' } as const
  const mine = alertRow({ ...taken, acknowledged_by: '@mine', acknowledged_at: at, acknowledged_severity: 'warning' })
  const theirs = [
    alertRow({ tenant: 'other', severity: 'critical' }),
    alertRow({
      ...{ ...taken, tenant: 'other', acknowledged_by: '@theirs' },
      ...{ acknowledged_at: later, acknowledged_severity: 'critical' },
    }),
  ]

  beforeAll(async () => {
    const { tables, write } = store.database
    const links = [mine, ...theirs].map(({ tenant, id }) => ({
      ...{ tenant, incident_id: incident.id, alert_id: id, rule_id: 'r', joined_at: at },
    }))
    await write(async (tx) => {
      await tables.incidents.insert([incident], tx)
      await tables.alerts.insert([mine, ...theirs], tx)
      await tables.incidentAlerts.insert(links, tx)
    })
  })

  test('the lead alert of an incident is one of its tenant', async () => {
    expect((await leadAlert(store.database, incident))?.id).toBe(mine.id)
    expect(await leadAlert(store.database, { ...incident, tenant: 'third' })).toBeNull()
  })

  test('whether all are acknowledged, and by whom, is asked of the alerts of its tenant', async () => {
    const settled = await store.database.transaction(async (tx) => {
      const ledger = new Ledger(store.database, tx, scope, later)
      ledger.incidents.loaded(incident)
      ledger.unsettled.add(incident.id)
      await settle(ledger)
      return ledger.incidents.get(incident.id)
    })
    expect(settled).toMatchObject({ acknowledged_by: '@mine', acknowledged_severity: 'warning', resolved_at: null })
  })

  test('a signal of another tenant is not moved to a run', async () => {
    const world = new World(store, { current: async () => Promise.reject(new Error('No rule is asked.')) })
    const row = outboxRow({ kind: 'signal', tenant: 'other', incident_id: incident.id })
    await store.database.write((tx) => store.database.tables.outbox.insert([row], tx))
    const ended = { status: 'failed', message: 'gone' } as const
    expect(await world.pipeline.reroute(scope, row, ended)).toEqual({ kind: 'known' })
    expect((await store.database.tables.outbox.first(other, { where: { id: row.id } }))?.sent_at).toBeNull()
  })
})
