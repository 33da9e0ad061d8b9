/** D25 from the event to the message: what the pipeline writes for a run is told to the run's mind as it is. */
import { expect, test } from 'vitest'
import { advance, begin, type Effect, type RunEvent } from '../../../dsl/run/index.ts'
import { input, notify, plan, sleep, wait } from '../../dsl/run/plans.ts'
import { sqlite } from '../../support/dialects.ts'
import { rulesOf, scope, World } from './world.ts'

test('a rise on an acknowledged alert takes the ack back and tells those who were told, once', async () => {
  const base = await sqlite.create()
  try {
    const store = base.open()
    await store.migrate()
    const rules = rulesOf('rule "Disk" { then { end ok } }', 1)
    const world = new World(store, { current: async () => rules })
    const { alert, incident_ids } = await world.send({ severity: 'warning' })
    await world.pipeline.setStatus({ ...scope, actor: '@kim' }, alert.id, 'acknowledged', null)
    await world.send({ severity: 'critical' })
    await world.send({ severity: 'critical' })
    expect(await store.alerts.get(scope, alert.id)).toMatchObject({ state: 'active', acknowledged_by: null })

    const steps = plan([notify('page'), wait('first', 'ack'), sleep('rest', 1_000), wait('again', 'ack')])
    let state = begin(steps, input)
    const effects: Effect[] = []
    const tell = (event: RunEvent) => {
      const [next, wanted] = advance(steps, state, event)
      state = next
      effects.push(...wanted)
    }
    const at = Date.UTC(2026, 2, 2)
    const deliveries = [{ target: '@kim', connection: 'email', status: 'sent', error: null }] as const
    tell({ kind: 'started', at })
    const page = effects.find((effect) => effect.kind === 'activity' && effect.call.name === 'notify')
    if (page?.kind !== 'activity') throw new Error('no page')
    const result = { status: 'sent', reason: null, deliveries } as const
    tell({ kind: 'answered', at, no: page.no, answer: { name: 'notify', result } })
    const told = await world.told(incident_ids[0] ?? '')
    for (const event of [...told, ...told]) tell({ kind: 'world', at, event })

    const updates = effects.filter((effect) => effect.kind === 'activity' && effect.call.name === 'sendUpdate')
    expect(updates).toMatchObject([{ call: { input: { change: 'severity_raised' } } }])
    // The ack ended the first wait; taken back, the one still to come waits anew.
    const rest = effects.find((effect) => effect.kind === 'timer' && effect.id === 'rest')
    if (rest?.kind !== 'timer') throw new Error('no pause')
    tell({ kind: 'elapsed', at: at + 1_000, no: rest.no })
    expect(state.records).toMatchObject({ first: { status: 'succeeded' }, again: { status: 'waiting' } })
  } finally {
    await base.drop()
  }
})
