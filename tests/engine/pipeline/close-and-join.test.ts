/** Runs close while alerts join: all lock incidents in one order (D30), so that nobody has to be tried again. */
import { expect, test } from 'vitest'
import type { SqlStore } from '../../../engine/store/index.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { rulesOf, scope, World } from './world.ts'

const rules = rulesOf('rule "Host" {\n  group by label.host\n  then { notify @oncall }\n}\n', 1)
const hosts = ['a', 'b', 'c', 'd']
const rounds = 25

await describeDialects('closing while alerts join', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (opened) => {
    store = opened
  })

  test('loses no alert and no transaction meets a deadlock', async () => {
    // Every attempt of a transaction asks once: `current` in ingest, `now` in close.
    const count = { batches: 0, ingests: 0, closes: 0, closeAttempts: 0 }
    const hammer = async (host: string) => {
      const current = async () => {
        count.ingests++
        return rules
      }
      const sender = new World(store, { current }, { onBatch: () => count.batches++ })
      const closer = new World(
        store,
        { current },
        {
          now: () => {
            count.closeAttempts++
            return sender.clock
          },
        },
      )
      const send = (n: number) => sender.send({ fingerprint: `${host}-${n}`, labels: { host } })
      let incident_id = (await send(0)).incident_ids[0] ?? ''
      let seen: string[] = []
      const ends: boolean[] = []
      for (let round = 1; round <= rounds; round++) {
        const run_id = (await store.runs.list(scope, { incident_id })).items[0]?.id ?? ''
        count.closes++
        const [joined, closed] = await Promise.all([
          send(round),
          closer.pipeline.close(scope, {
            ...{ tenant: 'default', run_id, incident_id, outcome: 'succeeded' },
            ...{ message: null, report: null, seen },
          }),
        ])
        const own = joined.incident_ids[0] !== incident_id
        // An alert in the old incident is told to its run, now or by the next attempt to close.
        if (own) expect(closed.closed).toBe(true)
        ends.push(closed.closed)
        seen = closed.closed ? [] : [...seen, ...closed.unseen.map(({ id }) => id)]
        incident_id = joined.incident_ids[0] ?? ''
      }
      return ends
    }
    const ends = (await Promise.all(hosts.map(hammer))).flat()
    expect(ends).toHaveLength(hosts.length * rounds)
    expect(ends).toContain(true)
    expect(count).toMatchObject({ ingests: count.batches, closeAttempts: count.closes })
    expect((await store.alerts.list(scope, { limit: 200 })).items).toHaveLength(hosts.length * (rounds + 1))
  })
})
