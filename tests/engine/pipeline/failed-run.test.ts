import { expect, test } from 'vitest'
import type { CloseInput } from '../../../dsl/model/activity.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { rulesOf, scope, World } from './world.ts'

const rules = rulesOf('rule "Page" {\n  then { notify @oncall }\n}\n', 1)

await describeDialects('a failed run', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (opened) => {
    store = opened
  })

  test('is told to the fallback receiver by the transaction that ends it, once', async () => {
    const world = new World(store, { current: async () => rules })
    const { alert, incident_ids } = await world.send({ title: 'Disk full on db-1', severity: 'critical' })
    const [run] = (await store.runs.list(scope, {})).items
    const input: CloseInput = {
      tenant: 'default',
      run_id: run?.id ?? '',
      incident_id: incident_ids[0] ?? '',
      outcome: 'failed',
      message: 'Mail server is away',
      report: { step: 'then.0', code: 'DeliveryError', message: 'Mail server is away' },
      seen: [],
    }
    expect(await world.pipeline.close(scope, input)).toEqual({ closed: true })
    expect(await world.pipeline.close(scope, input)).toEqual({ closed: true })
    const notices = (await world.outbox()).filter(({ kind }) => kind === 'notice')
    expect(notices).toMatchObject([
      {
        workflow_id: `default/notice/${run?.id}`,
        sent_at: null,
        payload: {
          title: 'Run of "Page" failed: Disk full on db-1',
          body: 'Mail server is away\n\nStep: then.0\nError: DeliveryError',
          severity: 'critical',
          url: `http://tocsin.test/runs/${run?.id}`,
          page: {
            ...{ kind: 'notice', incident_id: incident_ids[0], run_id: run?.id, rule: 'Page' },
            ...{ resolve: true, after_resolve: true },
          },
        },
      },
    ])
    const told = (await store.alerts.timeline(scope, alert.id)).filter(({ text }) => text.startsWith('Run failed'))
    expect(told).toMatchObject([{ text: 'Run failed at then.0: Mail server is away', data: { code: 'DeliveryError' } }])
  })
})
