import { expect, test } from 'vitest'
import { KeyRing } from '../../../engine/security/api-keys.ts'
import type { KeyRow } from '../../../engine/store/rows.ts'

const key = (change: Partial<KeyRow> = {}): KeyRow => ({
  ...{ id: 'key_1', tenant: 'default', name: 'ci', hash: 'h', prefix: 'tocsin_abcde', scopes: ['read'] },
  ...{ created_at: new Date(0), created_by: '@admin', expires_at: null, revoked_at: null, last_used_at: null },
  ...change,
})

test('a key that is revoked while it is being looked up is not remembered as valid', async () => {
  const answers: ((row: KeyRow) => void)[] = []
  const ring = new KeyRing({ find: () => new Promise((done) => answers.push(done)) }, () => 0)
  const early = ring.find('k')
  ring.forget()
  answers[0]?.(key())
  await early
  const late = ring.find('k')
  answers[1]?.(key({ revoked_at: new Date(0) }))
  expect(await late).toBeNull()
})

test('an answer is remembered for five seconds', async () => {
  let now = 0
  let asked = 0
  const find = async () => {
    asked++
    return key()
  }
  const ring = new KeyRing({ find }, () => now)
  await ring.find('k')
  now = 4_999
  await ring.find('k')
  expect(asked).toBe(1)
  now = 5_000
  await ring.find('k')
  expect(asked).toBe(2)
})
