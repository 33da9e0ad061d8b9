import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissionOf, permissions, type RouteName, routeName } from '../../../engine/http/permissions.ts'
import { hashKey, keyPrefix, newKey } from '../../../engine/security/api-keys.ts'
import type { KeyScope } from '../../../engine/store/rows.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { type TestApp, testApp } from './test-app.ts'

let t: TestApp
const keyOf = new Map<KeyScope, string>()
const scopes = ['ingest', 'read', 'act', 'admin'] as const
beforeAll(async () => {
  t = await testApp({ auth: 'required' })
  for (const scope of scopes) keyOf.set(scope, (await t.key(scope)).key)
})
afterAll(() => t.close())

test('every route of the app has a permission, and every permission a route', () => {
  const routes = new Set(
    t.app.routes.filter(({ path }) => !path.includes('*')).map(({ method, path }) => routeName(method, path)),
  )
  expect([...routes].filter((name) => permissionOf(name) === undefined)).toEqual([])
  expect(Object.keys(permissions).filter((name) => !routes.has(name))).toEqual([])
})

const names = Object.keys(permissions) as RouteName[]
const ask = (name: RouteName, headers: Record<string, string> = {}) => {
  const [method = '', path = ''] = name.split(' ')
  return t.ask(
    method,
    path.replaceAll(/\{\w+\}/g, 'x'),
    method === 'GET' || method === 'DELETE' ? undefined : {},
    headers,
  )
}
const guarded = names.filter((name) => (scopes as readonly string[]).includes(permissions[name]))

describe.each(guarded)('%s', (name) => {
  test('without a key 401 with the way to ask', async () => {
    const reply = await ask(name)
    expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="tocsin"'])
  })
  test.each(scopes)('with a key for %s', async (scope) => {
    const reply = await ask(name, { authorization: `Bearer ${keyOf.get(scope)}` })
    if (scope === permissions[name] || scope === 'admin') expect([401, 403]).not.toContain(reply.status)
    else expect(reply.status).toBe(403)
  })
})

test.each(names.filter((name) => permissions[name] === 'public'))('%s needs no key', async (name) => {
  expect([401, 403]).not.toContain((await ask(name)).status)
})

describe('keys', () => {
  const reads = async (key: string) =>
    (await t.ask('GET', '/api/v1/runs', undefined, { authorization: `Bearer ${key}` })).status
  const asAdmin = () => ({ authorization: `Bearer ${keyOf.get('admin')}` })
  test('a made key is shown once, works, and stops when revoked', async () => {
    const made = await t.ask('POST', '/api/v1/keys', { name: 'ci', scopes: ['read'] }, asAdmin())
    const { id, key, prefix } = (await made.json()) as Record<string, string>
    expect(made.status).toBe(201)
    expect(key).toMatch(new RegExp(`^${prefix}`))
    expect(await reads(key ?? '')).toBe(200)
    const list = await (await t.ask('GET', '/api/v1/keys', undefined, asAdmin())).text()
    expect(list).toContain(id)
    expect(list).not.toContain(key)
    expect((await t.ask('DELETE', `/api/v1/keys/${id}`, undefined, asAdmin())).status).toBe(204)
    expect(await reads(key ?? '')).toBe(401)
  })
  test('what is done with a key is told as done by it', async () => {
    const body = { name: 'ci', scopes: ['ingest', 'act'] }
    const { key } = (await (await t.ask('POST', '/api/v1/keys', body, asAdmin())).json()) as { key: string }
    const withKey = { authorization: `Bearer ${key}` }
    const alert = await t.ask('POST', '/api/v1/alerts', { source: 's', title: 'Down' }, withKey)
    const { id } = (await alert.json()) as { id: string }
    const reply = await t.ask('POST', `/api/v1/alerts/${id}/acknowledge`, undefined, withKey)
    expect(await reply.json()).toMatchObject({ acknowledged_by: 'key ci' })
  })
  test('an expired one is none', async () => {
    const key = newKey()
    const row = { name: 'old', hash: hashKey(key), prefix: keyPrefix(key), scopes: ['read' as const] }
    await t.store.keys.add(systemScope('default'), { ...row, expires_at: new Date('2020-01-01') })
    expect(await reads(key)).toBe(401)
  })
  test('one that would end before it begins is refused, and none is made', async () => {
    const kept = async () => (await t.ask('GET', '/api/v1/keys', undefined, asAdmin())).json()
    const before = await kept()
    const body = { name: 'old', scopes: ['read'], expires_at: '2020-01-01T00:00:00Z' }
    const reply = await t.ask('POST', '/api/v1/keys', body, asAdmin())
    expect(reply.status).toBe(422)
    expect(await reply.json()).toMatchObject({ errors: [{ pointer: '/expires_at' }] })
    expect(await kept()).toEqual(before)
  })
  test.each(['Basic abc', 'Bearer', 'Bearer wrong', 'Bearer é'.slice(0, 7)])('%s is none', async (authorization) => {
    expect((await t.ask('GET', '/api/v1/runs', undefined, { authorization })).status).toBe(401)
  })
})
