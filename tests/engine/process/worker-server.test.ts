import { Registry } from 'prom-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../../engine/config.ts'
import { createWorkerMetrics } from '../../../engine/observability/worker-metrics.ts'
import { startWorkerServer } from '../../../engine/process/worker-server.ts'
import { ensureFirstKey } from '../../../engine/security/first-key.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { sqlite, type TestDatabase } from '../../support/dialects.ts'

const key = 'a-key-of-twenty-characters'
let database: TestDatabase
let store: SqlStore
let close: () => Promise<void> = async () => {}
beforeEach(async () => {
  database = await sqlite.create()
  store = database.open()
  await store.migrate()
  await ensureFirstKey(key, '/nowhere', store.keys)
})
afterEach(async () => {
  await close()
  await database.drop()
})

async function start(env: Readonly<Record<string, string>>): Promise<string> {
  const registry = new Registry()
  createWorkerMetrics(registry)
  const server = await startWorkerServer(readConfig({ TOCSIN_WORKER_PORT: '0', ...env }), {
    store,
    registry,
    health: {
      db: async () => ({ status: 'ok' }),
      temporal: async () => ({ status: 'down' }),
      redis: async () => ({ status: 'disabled' }),
    },
    report: () => {},
  })
  close = () => server.close()
  return server.url
}
const status = async (url: string, headers: Record<string, string> = {}) => (await fetch(url, { headers })).status

test('without login: health and metrics to this machine, nothing through a proxy, no route of the API', async () => {
  const url = await start({})
  expect(await status(`${url}/livez`)).toBe(200)
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
    status: 'degraded',
    db: 'ok',
    temporal: 'down',
    redis: 'disabled',
  })
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('# TYPE tocsin_stranded_runs gauge')
  expect(await status(`${url}/metrics`, { 'x-forwarded-for': '192.0.2.1' })).toBe(403)
  expect(await status(`${url}/api/v1/alerts`)).toBe(404)
})

test('with login: health to all, metrics for a key', async () => {
  const url = await start({ TOCSIN_AUTH: 'required' })
  expect(await status(`${url}/readyz`)).toBe(200)
  expect(await status(`${url}/metrics`)).toBe(401)
  expect(await status(`${url}/metrics`, { authorization: `Bearer ${key}` })).toBe(200)
})

test('a port that is taken: the message names the setting', async () => {
  const { port } = new URL(await start({}))
  const first = close
  await expect(start({ TOCSIN_WORKER_PORT: port })).rejects.toThrow('Set TOCSIN_WORKER_PORT to a free one.')
  close = first
})
