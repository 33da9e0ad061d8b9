/** People acknowledge and resolve while alerts of the same incidents join, fire again and resolve (D30). */
import { expect, test } from 'vitest'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { rulesOf, scope, World } from './world.ts'

// Each alert lies in an incident of either rule, so that transactions meet in more than one row.
const rules = rulesOf(
  `rule "Host" { group by label.host then { notify @oncall wait for ack up to 1h } }
   rule "Team" { group by label.team then { notify @lead wait for resolve up to 1h } }`,
  1,
)
const rounds = 20
const callers = 4

await describeDialects('status changes while alerts join', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (opened) => {
    store = opened
  })

  test('no transaction meets a deadlock, and what is stored agrees in the end', async () => {
    let changes = 0
    let attempts = 0
    let batches = 0
    let ingests = 0
    const worker = async (number: number) => {
      const current = async () => {
        ingests++
        return rules
      }
      const sender = new World(store, { current }, { onBatch: () => batches++ })
      // Every attempt of a change asks for the time once.
      const now = () => {
        attempts++
        return sender.clock
      }
      const person = new World(store, { current }, { now })
      const change = async (...to: Parameters<World['pipeline']['setStatus']>) => {
        changes++
        await person.pipeline.setStatus(...to)
      }
      for (let round = 0; round < rounds; round++) {
        const labels = { host: `h${(number + round) % 3}`, team: `t${round % 2}` }
        const own = await sender.send({ fingerprint: `${number}-${round}`, labels })
        const id = own.alert.id
        const [incident = ''] = own.incident_ids
        await Promise.all([
          // It lets go and starts again where an alert joined meanwhile, so its attempts are no sign of a deadlock.
          sender.pipeline.acknowledgeIncident(scope, incident, null),
          sender.send({ fingerprint: `${number}-${round}`, labels, severity: 'critical' }),
          sender.send({ fingerprint: `${number}-${round}-b`, labels }),
          change(scope, id, round % 2 === 0 ? 'acknowledged' : 'resolved', null),
        ])
        await Promise.all([
          sender.send({ fingerprint: `${number}-${round}-b`, labels, status: 'resolved' }),
          change(scope, id, 'resolved', 'over'),
        ])
      }
    }
    // The incidents are there before: who opens one first is another race.
    const first = new World(store, { current: async () => rules })
    for (const host of ['h0', 'h1', 'h2'])
      for (const team of ['t0', 't1']) await first.send({ fingerprint: `${host}-${team}`, labels: { host, team } })
    await Promise.all(Array.from({ length: callers }, (_, number) => worker(number)))

    expect({ attempts, ingests }).toEqual({ attempts: changes, ingests: batches })
    const { tables } = store.database
    const alerts = await tables.alerts.select(everyTenant, { where: {} })
    // A firing event after a resolve opens a new alert; each of those was resolved or is open, and none is lost.
    expect(new Set(alerts.map(({ fingerprint }) => fingerprint)).size).toBe(callers * rounds * 2 + 6)
    const [incidents, links] = [
      await tables.incidents.select(everyTenant, { where: {} }),
      await tables.incidentAlerts.select(everyTenant, { where: {} }),
    ]
    const stateOf = new Map(alerts.map(({ id, state }) => [id, state]))
    for (const { id, alert_count, resolved_at } of incidents) {
      const states = links.filter(({ incident_id }) => incident_id === id).map(({ alert_id }) => stateOf.get(alert_id))
      expect(alert_count).toBe(states.length)
      expect(resolved_at !== null).toBe(states.every((state) => state === 'resolved'))
    }
    // Each alert is in the incidents of both rules.
    expect(links).toHaveLength(alerts.length * 2)
  })
})
