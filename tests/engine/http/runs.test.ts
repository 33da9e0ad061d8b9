import { expect, test } from 'vitest'
import { newId } from '../../../engine/store/ids.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { incidentRow, runRow } from '../store/rows.ts'
import { testApp } from './test-app.ts'

test('a page of runs asks once for the counts of incidents with more alerts than a run names', async () => {
  const large = incidentRow({ alert_count: 250 })
  const other = incidentRow({ alert_count: 101 })
  const small = incidentRow({ alert_count: 2 })
  const named = (count: number) => [...Array(count)].map(() => newId('alert'))
  const items = [
    { ...runRow({ incident_id: large.id }), alert_ids: named(100) },
    { ...runRow({ incident_id: other.id }), alert_ids: named(100) },
    { ...runRow({ incident_id: small.id }), alert_ids: named(2) },
  ]
  const asked: (readonly string[])[] = []
  const t = await testApp()
  const { tables, write } = t.store.database
  await write((tx) => tables.incidents.insert([large, other, small], tx))
  const app = await testApp({
    runs: { ...t.store.runs, list: async () => ({ items, next_cursor: null }) },
    incidents: {
      ...t.store.incidents,
      alertCounts: (scope, ids) => {
        asked.push(ids)
        return t.store.incidents.alertCounts(scope, ids)
      },
    },
  })
  const reply = (await (await app.ask('GET', '/api/v1/runs')).json()) as { items: { alert_count: number }[] }
  expect(reply.items.map(({ alert_count }) => alert_count)).toEqual([250, 101, 2])
  expect(asked).toEqual([[large.id, other.id]])
  expect(await t.store.incidents.alertCounts(systemScope('other'), [large.id])).toEqual(new Map())
  await app.close()
  await t.close()
})

test('a run bears title and severity of its lead alert; one query for a page', async () => {
  const [led, bare] = [runRow({}), runRow({})]
  const t = await testApp()
  await t.store.database.write((tx) => t.store.database.tables.runs.insert([led, bare], tx))
  const asked: (readonly string[])[] = []
  const app = await testApp({
    runs: t.store.runs,
    incidents: {
      ...t.store.incidents,
      leads: async (_scope, ids) => {
        asked.push(ids)
        return new Map([[led.incident_id, { title: 'Disk is full', severity: 'high' }]])
      },
    },
  })
  const { items } = (await (await app.ask('GET', '/api/v1/runs')).json()) as { items: { id: string }[] }
  expect(items).toHaveLength(2)
  expect(items.find(({ id }) => id === led.id)).toMatchObject({ title: 'Disk is full', severity: 'high' })
  expect(items.find(({ id }) => id === bare.id)).toMatchObject({ title: null, severity: null })
  expect(asked.map((ids) => [...ids].sort())).toEqual([[led.incident_id, bare.incident_id].sort()])
  const one = await (await app.ask('GET', `/api/v1/runs/${led.id}`)).json()
  expect(one).toMatchObject({ title: 'Disk is full', severity: 'high' })
  await app.close()
  await t.close()
})
