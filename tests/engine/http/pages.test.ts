import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HealthParts, Report } from '../../../engine/http/health.ts'
import { permissions } from '../../../engine/http/permissions.ts'
import { type TestApp, testApp } from './test-app.ts'

let t: TestApp
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tocsin-web-'))
  await mkdir(join(root, 'assets'))
  await writeFile(join(root, 'index.html'), '<title>built</title>')
  await writeFile(join(root, 'assets', 'index-abc.js'), 'let a')
  await writeFile(join(root, 'secret.txt'), 'no')
  t = await testApp({ webRoot: root })
})
afterAll(async () => {
  await t.close()
  await rm(root, { recursive: true })
})

describe('the description', () => {
  interface Description {
    openapi: string
    paths: Record<
      string,
      Record<string, { security: object[]; operationId: string; responses: Record<string, object> }>
    >
    components: { schemas: Record<string, { properties?: Record<string, object> }> }
  }
  test('is OpenAPI 3.1 and holds every route of the API', async () => {
    const document = (await (await t.ask('GET', '/openapi.json')).json()) as Description
    expect(document.openapi).toBe('3.1.0')
    for (const name of Object.keys(permissions)) {
      const [method = '', path = ''] = name.split(' ')
      if (path.startsWith('/api/')) expect(document.paths[path]?.[method.toLowerCase()], name).toBeDefined()
    }
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(document.components.schemas.Alert?.properties).toHaveProperty('acknowledged_by')
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    )
    expect(references.filter((name) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual([])
  })
  test.each(['/docs', '/redoc'])('%s shows it from local files only', async (path) => {
    const page = await t.ask('GET', path)
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    const wanted = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '')
    expect(wanted.length).toBeGreaterThan(1)
    for (const address of wanted) {
      expect(address).toMatch(/^\//)
      const file = await t.ask('GET', address)
      expect([address, file.status]).toEqual([address, 200])
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(20)
    }
  })
  test.each(['/docs/package.json', '/docs/..%2f..%2fpackage.json', '/redoc/constructor'])(
    '%s is not served',
    async (path) => {
      expect((await t.ask('GET', path)).status).toBe(404)
    },
  )
})

describe('the web app', () => {
  test('is served with a strict policy; hashed files may be kept', async () => {
    const page = await t.ask('GET', '/')
    expect(await page.text()).toContain('built')
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    const script = await t.ask('GET', '/assets/index-abc.js')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect(script.headers.get('x-content-type-options')).toBe('nosniff')
  })
  test.each(['/secret.txt', '/assets/..%2findex.html', '/assets/none.js', '/.env', '/package.json'])(
    '%s is 404',
    async (path) => {
      expect((await t.ask('GET', path)).status).toBe(404)
    },
  )
  test('not built: the page says how', async () => {
    const bare = await testApp()
    expect(await (await bare.ask('GET', '/')).text()).toContain('npm start')
    await bare.close()
  })
})

describe('health', () => {
  const ok: Report = { status: 'ok' }
  const parts = (changes: Partial<Record<keyof HealthParts['health'], Report | Error>>): HealthParts['health'] => {
    const answer = (name: keyof HealthParts['health']) => async () => {
      const report = changes[name] ?? ok
      if (report instanceof Error) throw report
      return report
    }
    return { db: answer('db'), temporal: answer('temporal'), redis: answer('redis') }
  }
  const gone = new Error('connect refused 10.0.0.1')
  test.each<[changes: Parameters<typeof parts>[0], health: number, status: string]>([
    [{}, 200, 'ok'],
    [{ redis: { status: 'disabled' } }, 200, 'ok'],
    [{ temporal: gone }, 200, 'degraded'],
    [{ redis: { status: 'down' } }, 200, 'degraded'],
    [{ db: { status: 'degraded', warnings: ['fsync is off'] } }, 200, 'degraded'],
    [{ db: gone }, 503, 'down'],
    [{ db: gone, temporal: gone }, 503, 'down'],
  ])('%j', async (changes, code, status) => {
    const app = await testApp({ health: parts(changes) })
    const reply = await app.ask('GET', '/health')
    const text = await reply.text()
    expect([reply.status, JSON.parse(text).status]).toEqual([code, status])
    expect(text).not.toContain('10.0.0.1')
    expect((await app.ask('GET', '/readyz')).status).toBe(code)
    expect((await app.ask('GET', '/livez')).status).toBe(200)
    if (changes.temporal) expect((await app.ask('GET', '/health/temporal')).status).toBe(503)
    await app.close()
  })
  const told: Report = {
    status: 'degraded',
    warnings: ['fsync is off'],
    details: { dialect: 'sqlite', synchronous: '0' },
  }
  test('the settings of the database are for this machine and for a key that may read', async () => {
    const local = await testApp({ health: parts({ db: told }) })
    expect(await (await local.ask('GET', '/health/db')).json()).toEqual(told)
    await local.close()
    const keyed = await testApp({ health: parts({ db: told }), auth: 'required' })
    const ask = async (key?: string) =>
      (await keyed.ask('GET', '/health/db', undefined, key ? { authorization: `Bearer ${key}` } : {})).json()
    expect(await ask()).toEqual({ status: 'degraded' })
    expect(await ask('tocsin_wrong')).toEqual({ status: 'degraded' })
    expect(await ask((await keyed.key('ingest')).key)).toEqual({ status: 'degraded' })
    expect(await ask((await keyed.key('read')).key)).toEqual(told)
    await keyed.close()
  })
  test('a database that cannot look the key up is down, not an error', async () => {
    const find = () => Promise.reject(gone)
    const app = await testApp({ health: parts({ db: gone }), auth: 'required' })
    app.store.keys.find = find
    const reply = await app.ask('GET', '/health/db', undefined, { authorization: 'Bearer some-key' })
    expect([reply.status, await reply.json()]).toEqual([503, { status: 'down' }])
    await app.close()
  })
  test('draining: not ready, but alive and healthy', async () => {
    const app = await testApp({ draining: () => true })
    const codes = await Promise.all(
      ['/readyz', '/health', '/livez'].map(async (path) => (await app.ask('GET', path)).status),
    )
    expect(codes).toEqual([503, 200, 200])
    await app.close()
  })
})

test('metrics count requests by pattern, never by id', async () => {
  await t.ask('GET', '/api/v1/alerts/alert_123')
  await t.ask('GET', '/no/such/thing')
  for (const path of ['/livez', '/readyz', '/health']) await t.ask('GET', path)
  const text = await (await t.ask('GET', '/metrics')).text()
  expect(text).toContain('tocsin_http_requests_total{method="GET",route="/api/v1/alerts/:id",status="404"} 1')
  for (const path of ['/livez', '/readyz', '/health']) expect(text).toContain(`{method="GET",route="${path}",`)
  expect(text).toContain('tocsin_outbox_backlog 0')
  expect(text).toContain('tocsin_open_runs 0')
  expect(text).not.toContain('alert_123')
  expect(text).not.toContain('/no/such/thing')
})

test('the catalogue is derived from the registries', async () => {
  const catalogue = (await (await t.ask('GET', '/api/v1/catalog')).json()) as Record<
    string,
    { name: string; schema: object }[]
  >
  expect(Object.keys(catalogue)).toEqual(['channels', 'tickets', 'remediations', 'sources', 'steps'])
  expect(catalogue.sources?.map(({ name }) => name)).toEqual(['prometheus', 'generic'])
  expect(catalogue.remediations).toEqual([
    expect.objectContaining({
      name: 'restart_service',
      schema: expect.objectContaining({ required: ['service_name', 'server'] }),
    }),
  ])
})
