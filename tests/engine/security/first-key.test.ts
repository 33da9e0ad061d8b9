import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureFirstKey } from '../../../engine/security/first-key.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { type TestApp, testApp } from '../http/test-app.ts'

let t: TestApp
let folder: string
beforeAll(async () => {
  t = await testApp()
  folder = await mkdtemp(join(tmpdir(), 'tocsin-test-key-'))
})
afterAll(async () => {
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

test('no part of a key that people chose is kept or shown; of one of ours its beginning', async () => {
  const chosen = 'correct-horse-battery'
  await ensureFirstKey(chosen, folder, t.store.keys)
  await ensureFirstKey(null, folder, t.store.keys)
  const rows = await t.store.database.tables.apiKeys.select(everyTenant, { where: {} })
  expect(rows.map(({ prefix }) => prefix)).toEqual(['', expect.stringMatching(/^tocsin_.{5}$/)])
})

test('what an older version kept of a chosen key is not shown', async () => {
  const row = { name: 'before', hash: '0'.repeat(64), prefix: 'correct-hors', scopes: ['admin' as const] }
  await t.store.keys.add({ tenant: 'default', actor: 'tocsin', scopes: new Set() }, { ...row, expires_at: null })
  const reply = await t.ask('GET', '/api/v1/keys')
  const text = await reply.text()
  expect(text).toContain('before')
  expect(text).not.toContain('correct')
})
