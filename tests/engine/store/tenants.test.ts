/** Whose rows a statement may touch (D54): said in every one, and kept to. */
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../../engine/store/ids.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant, systemScope } from '../../../engine/store/scope.ts'
import type { Where } from '../../../engine/store/table.ts'
import type { Tables } from '../../../engine/store/tables/index.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { alertRow, incidentRow, outboxRow, runRow } from './rows.ts'

const scope = systemScope('default')
const other = systemScope('other')

/** Compiled, never called: each line that compiles after all is an error of `npm run typecheck`. */
export const refused = ({ alerts, installations }: Tables) => [
  // @ts-expect-error it does not say whose
  alerts.select({ where: {} }),
  // @ts-expect-error it does not say whose
  alerts.first({ where: {} }),
  // @ts-expect-error it does not say whose
  alerts.count({}),
  // @ts-expect-error it does not say whose
  alerts.update({ title: 'x' }, { id: 'a' }),
  // @ts-expect-error it does not say whose
  alerts.remove({ id: 'a' }),
  // @ts-expect-error the tenant is the first argument, not a condition
  alerts.select(everyTenant, { where: { tenant: 'default' } }),
  // @ts-expect-error its rows are no tenant's
  installations.first(scope, { where: {} }),
  // @ts-expect-error the model of Sequelize would answer whatever it is asked
  alerts.model,
]

await describeDialects('tenants', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (made) => {
    store = made
  })
  const alert = alertRow({ tenant: 'other' })
  const theirs = outboxRow({ tenant: 'other' })
  const incident = incidentRow({})

  beforeAll(async () => {
    const { tables, write } = store.database
    await write((tx) => tables.alerts.insert([alert], tx))
    await write((tx) => tables.outbox.insert([theirs], tx))
  })
  const stored = () => store.database.tables.outbox.first(other, { where: { id: theirs.id } })

  test('a row of another tenant is not found, changed or removed', async () => {
    const { tables, write } = store.database
    const where = { id: alert.id }
    expect(await tables.alerts.select(scope, { where })).toEqual([])
    expect(await tables.alerts.first(scope, { where })).toBeNull()
    expect(await tables.alerts.count(scope, where)).toBe(0)
    expect(await write((tx) => tables.alerts.update(scope, { title: 'changed' }, where, tx))).toBe(0)
    expect(await write((tx) => tables.alerts.remove(scope, where, tx))).toBe(0)
    expect(await tables.alerts.select(other, { where })).toEqual([alert])
    expect(await tables.alerts.select(everyTenant, { where })).toEqual([alert])
    expect(await tables.alerts.count(everyTenant, where)).toBe(1)
  })

  test('a condition slipped past the types does not overrule it', async () => {
    const slipped = { id: alert.id, tenant: 'other' } as unknown as Where
    expect(await store.database.tables.alerts.select(scope, { where: slipped })).toEqual([])
  })

  test('an outbox row of another tenant is neither sent nor failed', async () => {
    await store.outbox.sent(scope, theirs.id)
    await store.outbox.failed(scope, theirs.id, 'unreachable', new Date())
    expect(await stored()).toEqual(theirs)
    await store.outbox.failed(other, theirs.id, 'unreachable', new Date())
    expect(await stored()).toMatchObject({ attempts: 1, error: 'unreachable', sent_at: null })
  })

  test('the alerts of runs are those of their tenant', async () => {
    const { tables, write } = store.database
    const mine = newId('alert')
    const link = { incident_id: incident.id, joined_at: new Date() }
    const run = runRow({ incident_id: incident.id })
    await write(async (tx) => {
      await tables.runs.insert([run], tx)
      await tables.incidentAlerts.insert(
        [
          { ...link, tenant: 'default', alert_id: mine, rule_id: 'r' },
          { ...link, tenant: 'other', alert_id: alert.id, rule_id: 'r' },
        ],
        tx,
      )
    })
    expect(await store.runs.alertIds(scope, run, 10)).toEqual([mine])
    expect(await store.runs.alertIds(other, run, 10)).toEqual([alert.id])
    expect((await store.runs.list(scope, {})).items).toMatchObject([{ id: run.id, alert_ids: [mine] }])
  })
})
