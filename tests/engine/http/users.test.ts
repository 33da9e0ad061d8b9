import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedAdmin } from '../../../engine/people/seed.ts'
import { type TestApp, testApp } from './test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp({
    schedules: async () => ({ payments: { name: 'payments', zone: 'UTC', levels: [] } }),
  })
  await seedAdmin(t.store, 'default', null)
})
afterAll(() => t.close())

interface Answer {
  readonly handle: string
  readonly code: string
  readonly detail: string
}
const add = async (handle: string) => {
  const reply = await t.ask('POST', '/api/v1/users', { handle, name: 'Somebody' })
  return { status: reply.status, body: (await reply.json()) as Answer }
}

test.each([
  ['@bob', 'bob'],
  ['ann-lee', 'ann-lee'],
  ['x.y', 'x.y'],
  ['张伟', '张伟'],
  ['Jose\u0301', 'Jos\u00e9'],
])('%s becomes @%s, and is found by either', async (given, handle) => {
  expect(await add(given)).toMatchObject({ status: 201, body: { handle } })
  const reply = await t.ask('PUT', `/api/v1/users/${encodeURIComponent(given)}`, { name: 'Else' })
  expect([reply.status, await reply.json()]).toEqual([200, expect.objectContaining({ handle, name: 'Else' })])
})

describe('a handle that would be taken for another', () => {
  test.each(['oncall', '@oncall', 'Oncall', 'payments', 'PAYMENTS'])('%s is a schedule', async (handle) => {
    const { status, body } = await add(handle)
    expect([status, body.code]).toEqual([409, 'handle-taken'])
    expect(body.detail).toMatch(/is a schedule/)
  })
  test.each(['admin', 'Admin', '@ADMIN'])('%s is a person', async (handle) => {
    const { status, body } = await add(handle)
    expect([status, body.code]).toEqual([409, 'handle-taken'])
    expect(body.detail).toMatch(/@admin is taken/)
  })
})

test.each(['__proto__', 'constructor', 'toString', '@@bob', '@', '', '1st', 'a b', 'bob-', '.bob', 'x'.repeat(65)])(
  '%j is no handle, and the refusal says which are',
  async (handle) => {
    const { status, body } = await add(handle)
    expect(status).toBe(422)
    expect(body.detail).toMatch(/^\/handle .*letters, digits, _, - and \./)
  },
)
