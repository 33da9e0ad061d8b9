import { expect, test } from 'vitest'
import { isContention } from '../../../engine/store/errors.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { together } from '../../../engine/store/together.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'

await describeDialects('statements sent together', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (opened) => {
    store = opened
  })

  const plan = (hash: string, text: string) =>
    store.database.tables.plans.insertText([{ tenant: 'default', hash, plan: text }])
  const link = (alertId: string) =>
    store.database.tables.incidentAlerts.insertText([
      { tenant: 'default', incident_id: 'inc_1', alert_id: alertId, rule_id: 'rule', joined_at: new Date(0) },
    ])
  const stored = async () =>
    (await store.database.tables.plans.select(everyTenant, { where: {}, order: [['hash', 'ASC']] })).map(
      ({ hash }) => hash,
    )
  const send = (statements: readonly string[]) =>
    store.database.transaction((tx) => together(store.database, statements, tx))

  test('all are written, also texts with semicolons, quotes and more than fits one request', async () => {
    const texts = [`; END; -- ' " \\ ; COMMIT`, 'x'.repeat(700_000), 'y'.repeat(700_000), 'after']
    await send(texts.flatMap((text, place) => plan(`a${place}`, text)))
    expect(await stored()).toEqual(['a0', 'a1', 'a2', 'a3'])
    for (const [place, text] of texts.entries())
      expect(await store.plans.get({ tenant: 'default', actor: 'test', scopes: new Set() }, `a${place}`)).toBe(text)
  })

  test('one that fails takes all back, and is contention where another may have taken the key', async () => {
    await send(link('alert_1'))
    const before = await stored()
    const failure = await store.database.sequelize
      .transaction((tx) => together(store.database, [...plan('b0', ''), ...link('alert_1'), ...plan('b1', '')], tx))
      .catch((error: unknown) => error)
    expect(isContention(failure)).toBe(true)
    expect(await stored()).toEqual(before)
  })

  test('a key that nobody else can have taken is a fault, not contention', async () => {
    await send(plan('c0', ''))
    await expect(send([...plan('c1', ''), ...plan('c0', '')])).rejects.toSatisfy((error) => !isContention(error))
    expect(await stored()).not.toContain('c1')
  })
})
