/** The digest of alerts that no rule took (D18): none missed, none told twice, whoever handles it and whenever. */
import { beforeEach, expect, test } from 'vitest'
import { onPipelineTimer } from '../../../engine/pipeline/index.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore, type TestDatabase } from '../../support/dialects.ts'
import { event, rulesOf, scope, World } from './world.ts'

const never = rulesOf('rule "Never" {\n  when label.x == "y"\n  then { notify @a }\n}\n', 1)
const minute = 60_000
const hour = 60 * minute

await describeDialects('digest', ({ name, create }) => {
  let base: TestDatabase
  let store: SqlStore
  let world: World
  migratedStore(create, (opened, database) => {
    store = opened
    base = database
  })
  beforeEach(async () => {
    world = new World(store, { current: async () => never })
    for (const table of ['outbox', 'timers', 'timeline', 'alerts', 'events', 'decisions'] as const)
      await store.database.write((tx) => store.database.tables[table].remove(everyTenant, {}, tx))
  })

  const smoke = (fingerprint: string, of = world) => of.send({ fingerprint, title: fingerprint, severity: 'warning' })
  const claim = (by = world) =>
    by.store.timers.claim(by.clock, 10, (tx, timer) => onPipelineTimer(by.parts, tx, timer).then(() => undefined))
  const digests = async () =>
    (await world.outbox()).flatMap(({ kind, payload }) =>
      kind === 'notice' ? [payload as { title: string; body: string }] : [],
    )
  const told = async () => (await digests()).flatMap(({ body }) => [...body.matchAll(/\] (\S+) \(/g)].map((m) => m[1]))

  test('one an hour, each from where the last one ended', async () => {
    await smoke('a')
    world.later(hour - minute)
    await smoke('late')
    world.later(minute)
    expect(await claim()).toBe(1)
    expect(await claim()).toBe(0)
    expect(await told()).toEqual(['a'])
    world.later(hour)
    await claim()
    world.later(hour)
    await claim()
    expect(await told()).toEqual(['a', 'late'])
  })

  // SQLite's one writer lets no digest in meanwhile.
  if (name !== 'sqlite')
    test('an alert whose transaction is still open at the digest is in the next one', async () => {
      await smoke('a')
      let [inside, go] = [() => {}, () => {}]
      const entered = new Promise<void>((resolve) => (inside = resolve))
      const gate = new Promise<void>((resolve) => (go = resolve))
      const slow = new World(base.open(), {
        current: async () => {
          inside()
          await gate
          return never
        },
      })
      world.later(hour - 2 * minute)
      slow.clock = world.clock
      const sent = smoke('slow', slow)
      await entered
      world.later(2 * minute)
      await claim()
      go()
      await sent
      world.later(hour)
      await claim()
      expect(await told()).toEqual(['a', 'slow'])
    })

  test("the hour's first alert is told, though another replica set the timer by a later clock", async () => {
    const other = new World(base.open(), { current: async () => never })
    other.later(2 * minute)
    await smoke('second', other)
    await smoke('first')
    world.later(hour + 2 * minute)
    await claim()
    expect(await told()).toEqual(['first', 'second'])
  })

  test('all are counted, the first ones are named', async () => {
    const many = [...Array(1_005).keys()].map((n) => event({ fingerprint: `m-${n}`, severity: 'info' }))
    await world.pipeline.ingest(scope, many)
    world.later(hour)
    await claim()
    expect(await digests()).toMatchObject([
      { title: 'No rule took 1005 alerts', body: expect.stringContaining('… and 985 more') },
    ])
  })

  test('two workers, one of which dies on the way, tell it once', async () => {
    await smoke('a')
    world.later(hour)
    const dies = store.timers.claim(world.clock, 10, async (tx, timer) => {
      await onPipelineTimer(world.parts, tx, timer)
      throw new Error('The worker dies.')
    })
    await expect(dies).rejects.toThrow('timers failed')
    expect(await told()).toEqual([])
    world.later(minute)
    const other = new World(base.open(), world.parts.rules)
    other.clock = world.clock
    const taken = await Promise.all([claim(), claim(other)])
    expect(taken.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await told()).toEqual(['a'])
  })

  test('what was told at once is not told again, also when it is milder by then', async () => {
    await world.send({ fingerprint: 'g', title: 'grave', severity: 'critical' })
    await smoke('mild')
    await world.send({ fingerprint: 'g', title: 'grave', severity: 'warning' })
    world.later(hour)
    await claim()
    expect(await told()).toEqual(['grave', 'mild'])
  })
})
