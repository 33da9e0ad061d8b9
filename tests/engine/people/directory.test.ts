import { beforeAll, describe, expect, test } from 'vitest'
import type { ScheduleSpec } from '../../../dsl/model/schedule.ts'
import { createDirectory } from '../../../engine/people/directory.ts'
import { seedAdmin } from '../../../engine/people/seed.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { migratedStore, sqlite } from '../../support/dialects.ts'

const scope = systemScope('default')
const noon = Date.UTC(2026, 0, 7, 12)
const weekMs = 7 * 86_400_000
let store: SqlStore

migratedStore(sqlite.create, (opened) => {
  store = opened
})
beforeAll(async () => {
  await seedAdmin(store, 'default', 'admin@example.org')
  for (const [handle, email, role] of [
    ['amy', 'amy@example.org', 'responder'],
    ['bo', null, 'responder'],
    ['boss', 'boss@example.org', 'admin'],
    ['ghostless', null, 'admin'],
  ] as const)
    await store.users.add(scope, { handle, name: handle, email, phone: null, role })
})

const payments: ScheduleSpec = {
  name: 'payments',
  zone: 'UTC',
  levels: [
    {
      level: 1,
      // Wednesday 2026-01-07 lies in amy's week, the next in bo's.
      rota: { kind: 'rotate', everyMs: weekMs, fromLocal: Date.UTC(2026, 0, 5) },
      people: ['amy', 'bo'],
      afterMs: null,
    },
    { level: 2, rota: { kind: 'always' }, people: ['boss', 'amy', 'boss', 'nobody'], afterMs: null },
  ],
}
const types: Readonly<Record<string, string>> = { inbox: 'inbox', email: 'email', backup_mail: 'email', slack: 'slack' }
const directory = (schedules: Record<string, ScheduleSpec> = { payments }, known = types) =>
  createDirectory({
    store,
    connections: { typeOf: (_tenant, name) => known[name] ?? null },
    schedules: async () => schedules,
  })
const who = async (
  target: string,
  { via = [] as string[], level = 1, now = noon, known = types, of = directory({ payments }, known) } = {},
) =>
  (await of.recipients({ tenant: 'default', target, via, level, now })).map(
    (one) => `${one.target} ${one.contacts.map(({ connection, address }) => `${connection}:${address}`).join(' ')}`,
  )

const slackAlone = () => directory({ payments }, { inbox: 'inbox', slack: 'slack' })

describe('who a target means', () => {
  test.each<[what: string, target: string, asked: Parameters<typeof who>[1], expected: string[]]>([
    ['a person with a mail address', '@amy', {}, ['@amy email:amy@example.org inbox:@amy']],
    ['a person without one: the room', '@bo', {}, ['@bo slack: inbox:@bo']],
    ['no mail server: the room', '@amy', { known: { inbox: 'inbox', slack: 'slack' } }, ['@amy slack: inbox:@amy']],
    ['nothing configured: the inbox', '@amy', { known: { inbox: 'inbox' } }, ['@amy inbox:@amy']],
    ['nobody', '@nobody', {}, []],
    ['a schedule: whose turn it is', '@payments', {}, ['@amy email:amy@example.org inbox:@amy']],
    ['the next turn', '@payments', { now: noon + weekMs }, ['@bo slack: inbox:@bo']],
    ['before the rotation began', '@payments', { now: Date.UTC(2026, 0, 1) }, []],
    [
      'level 2: each once, unknown people left out',
      '@payments',
      { level: 2 },
      ['@boss email:boss@example.org inbox:@boss', '@amy email:amy@example.org inbox:@amy'],
    ],
    ['a level that is not there', '@payments', { level: 3 }, []],
    ['the built-in schedule', '@oncall', {}, ['@admin email:admin@example.org inbox:@admin']],
    ['a person via a kind', '@amy', { via: ['email'] }, ['@amy email:amy@example.org']],
    ['via a second mail connection', '@amy', { via: ['backup_mail'] }, ['@amy backup_mail:amy@example.org']],
    ['via a kind without the address', '@bo', { via: ['email'] }, ['@bo ']],
    ['via a kind without a channel', '@amy', { via: ['sms', 'push'] }, ['@amy ']],
    ['via a room', '@amy', { via: ['slack', 'inbox'] }, ['@amy slack: inbox:@amy']],
    ['via a connection that is not there', '@amy', { via: ['pagerduty'] }, ['@amy pagerduty:']],
    ['an address', 'ops@example.org', {}, ['ops@example.org email:ops@example.org']],
    ['a room without via', '#payments', {}, ['#payments ']],
    ['a room via a connection', '#payments', { via: ['slack'] }, ['#payments slack:#payments']],
  ])('%s', async (_what, target, asked, expected) => {
    expect(await who(target, asked)).toEqual(expected)
  })

  test('without a mail server people are reached in the inbox, and mail addresses not at all', async () => {
    const of = directory({}, { inbox: 'inbox' })
    expect(await who('@amy', { of })).toEqual(['@amy inbox:@amy'])
    expect(await who('ops@example.org', { of })).toEqual(['ops@example.org '])
  })

  test('a rule set may declare its own @oncall', async () => {
    const always = { level: 1, rota: { kind: 'always' }, people: ['bo'], afterMs: null } as const
    const of = directory({ oncall: { name: 'oncall', zone: 'UTC', levels: [always] } })
    expect(await who('@oncall', { of })).toEqual(['@bo slack: inbox:@bo'])
  })
})

test.each([
  ['@payments', 2],
  ['@oncall', 1],
  ['@amy', 1],
  ['#room', 1],
  ['@nobody', 0],
  ['@constructor', 0],
])('levels of %s', async (target, levels) => {
  expect(await directory().levels({ tenant: 'default', target })).toBe(levels)
})

test.each<[target: string, highest: number, sincePage: number | null, level: number]>([
  ['@ladder', 0, null, 1],
  ['@ladder', 1, 60_000, 2],
  ['@ladder', 1, 1_800_000, 3],
  ['@ladder', 3, 1_800_000, 3],
  ['@oncall', 1, 1_800_000, 1],
  ['@amy', 1, 1_800_000, 1],
  ['#room', 1, 1_800_000, 1],
])('the ladder of %s after level %i, %s ms since the first page: level %i', async (target, highest, since, level) => {
  const rung = (number: number, afterMs: number | null) =>
    ({ level: number, rota: { kind: 'always' }, people: ['amy'], afterMs }) as const
  const ladder = { name: 'ladder', zone: 'UTC', levels: [rung(1, null), rung(2, 600_000), rung(3, 1_200_000)] }
  const first_paged_at = since === null ? null : noon - since
  const asked = { tenant: 'default', target, highest_paged: highest, first_paged_at, now: noon }
  expect(await directory({ ladder }).levelReached(asked)).toBe(level)
})

test('the fallback receiver is the inbox and the mail of every admin', async () => {
  expect(await directory().fallback({ tenant: 'default' })).toEqual([
    {
      target: '@admin',
      contacts: [
        { connection: 'inbox', address: '@admin' },
        { connection: 'email', address: 'admin@example.org' },
      ],
    },
    { target: '@boss', contacts: [{ connection: 'email', address: 'boss@example.org' }] },
  ])
  expect(await slackAlone().fallback({ tenant: 'default' })).toEqual([
    {
      target: '@admin',
      contacts: [
        { connection: 'inbox', address: '@admin' },
        { connection: 'slack', address: '' },
      ],
    },
  ])
  expect(await directory({}, { inbox: 'inbox' }).fallback({ tenant: 'default' })).toEqual([
    { target: '@admin', contacts: [{ connection: 'inbox', address: '@admin' }] },
  ])
})

describe('@admin', () => {
  test('is made once; the operator gives the address, no address changes nothing', async () => {
    await seedAdmin(store, 'default', null)
    expect((await store.users.get(scope, 'admin'))?.email).toBe('admin@example.org')
    await seedAdmin(store, 'default', 'new@example.org')
    expect(await store.users.get(scope, 'admin')).toMatchObject({ email: 'new@example.org', role: 'admin' })
    await seedAdmin(store, 'default', 'admin@example.org')
    expect((await store.users.list(scope, {})).items.filter(({ handle }) => handle === 'admin')).toHaveLength(1)
  })
})
