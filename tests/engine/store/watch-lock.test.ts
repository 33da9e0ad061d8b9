/** A watch that is registered while ingest decides on the same incident waits for its commit (D10). */
import { expect, test } from 'vitest'
import { newId } from '../../../engine/store/ids.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { WatchRow } from '../../../engine/store/rows.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { lockWaits } from '../../support/lock-waits.ts'
import { until } from '../../support/until.ts'
import { rulesOf, scope, World } from '../pipeline/world.ts'

const rules = rulesOf('rule "W" {\n  when label.state == "good" or label.state == "bad"\n  then { notify @a }\n}\n', 1)

await describeDialects('a watch', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (opened) => {
    store = opened
  })

  test('is registered only when the incident is free', async () => {
    const world = new World(store, { current: async () => rules })
    const { incident_ids } = await world.send({ labels: { state: 'bad' } })
    const [run] = (await store.runs.list(scope, {})).items
    const condition = rules.plans[0]?.when
    if (!run || !condition) throw new Error('No run.')
    const row: WatchRow = {
      ...{ id: newId('watch'), tenant: 'default', run_id: run.id, workflow_id: run.workflow_id, step: 'then.0' },
      ...{ incident_id: incident_ids[0] ?? '', condition, names: {}, meta: {}, deadline: new Date() },
    }
    const { tables, sequelize } = store.database
    const order: string[] = []
    let registering: Promise<unknown> = Promise.resolve()
    await store.database.transaction(async (tx) => {
      await tables.incidents.select(everyTenant, { where: { id: row.incident_id }, tx, lock: 'wait' })
      registering = store.transaction((mine) => store.watches.add(mine, row)).then(() => order.push('registered'))
      // SQLite has one writer, whose queue is not in the database.
      if (store.dialect !== 'sqlite') {
        const waits = lockWaits[store.dialect]
        await until('the watch waits for the incident', async () => {
          const [counts] = await sequelize.query(waits)
          return order.length > 0 || Number((counts[0] as { n: unknown }).n) > 0 ? true : undefined
        })
      }
      order.push('ingest commits')
    })
    await registering
    expect(order).toEqual(['ingest commits', 'registered'])
    expect(await tables.watches.select(everyTenant, { where: { run_id: run.id } })).toHaveLength(1)
  })
})
