import { expect, test } from 'vitest'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { TimerRow } from '../../../engine/store/rows.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { claimDue } from '../../../engine/worker/timers.ts'
import { migratedStore, sqlite } from '../../support/dialects.ts'
import { workerParts } from './bench-of-parts.ts'

const noon = new Date('2026-01-07T12:00:00Z')
let store: SqlStore

migratedStore(sqlite.create, (opened) => {
  store = opened
})

const set = (kind: string, key: string, due_at: Date) =>
  store.database.write((tx) =>
    store.database.tables.timers.put([{ tenant: 'default', kind, key, due_at, payload: { key } }], tx),
  )

test('due timers are handled once each, the others wait; one that fails is kept and holds up nobody', async () => {
  const handled: TimerRow[] = []
  let woken = 0
  const parts = {
    ...workerParts(),
    store,
    wake: () => void woken++,
    handle: async (_tx: unknown, timer: TimerRow) => {
      if (timer.kind === 'unheard_of') return false
      handled.push(timer)
      return true
    },
  }
  for (let n = 0; n < 120; n++) await set('digest', `due-${n}`, new Date(noon.getTime() - 1_000))
  await set('digest', 'later', new Date(noon.getTime() + 1_000))
  expect(await claimDue(parts, noon)).toBe(120)
  expect(await claimDue(parts, noon)).toBe(0)
  expect(new Set(handled.map(({ key }) => key)).size).toBe(120)
  expect(handled.map(({ key }) => key)).not.toContain('later')

  expect(woken).toBe(2)

  await set('unheard_of', 'x', new Date(noon.getTime() - 2_000))
  await set('digest', 'beside', new Date(noon.getTime() - 1_000))
  await expect(claimDue(parts, noon)).rejects.toThrow(/1 of 2 due timers/)
  expect(handled.at(-1)?.key).toBe('beside')
  expect(woken).toBe(3)
  const kept = await store.database.tables.timers.select(everyTenant, { where: { kind: 'unheard_of' } })
  expect(kept).toHaveLength(1)
})

test('a timer whose transaction met another one and was done again counts once', async () => {
  const base = workerParts()
  const timer: TimerRow = { tenant: 'default', kind: 'digest', key: 'again', due_at: noon, payload: {} }
  const claim: SqlStore['timers']['claim'] = (_now, _limit, work) =>
    store.transaction(async (tx) => {
      await work(tx, timer)
      await work(tx, timer)
      return 1
    })
  const timers = { ...store.timers, claim }
  expect(await claimDue({ ...base, store: { timers }, wake: () => {}, handle: async () => true }, noon)).toBe(1)
  expect((await base.metrics.timers.get()).values).toMatchObject([{ labels: { kind: 'digest' }, value: 1 }])
})
