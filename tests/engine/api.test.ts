import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from '../../engine/api.ts'
import { type Config, readConfig } from '../../engine/config.ts'
import type { Pipeline } from '../../engine/pipeline/contract.ts'
import { createPipeline } from '../../engine/pipeline/index.ts'
import { deriveKey, loadMasterKey } from '../../engine/security/master-key.ts'
import { openStore, type SqlStore } from '../../engine/store/index.ts'
import { silent } from '../support/dialects.ts'
import { pages, rulesOf } from './pipeline/world.ts'

let folder: string
let store: SqlStore
let pipeline: Pipeline
const reported: unknown[] = []
const logged: object[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-api-'))
  const config = configOf({})
  store = openStore({ url: config.databaseUrl, log: silent })
  await store.migrate()
  const active = rulesOf('rule "All" { then { notify @admin } }', 1)
  const rules = { current: async () => active }
  pipeline = createPipeline({
    store,
    rules,
    now: () => new Date(),
    log: silent,
    pages,
    spoolFolder: join(folder, 'spool'),
  })
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})
const configOf = (env: Record<string, string>): Config => readConfig({ TOCSIN_DATA_DIR: folder, PORT: '0', ...env })
const start = async (env: Record<string, string> = {}, changed: Partial<Pipeline> = {}): Promise<Api> => {
  const config = configOf(env)
  return startApi(config, {
    store,
    pipeline: { ...pipeline, ...changed },
    ackKey: deriveKey(await loadMasterKey(config.masterKey, config.dataDir, true), 'ack-link'),
    health: {
      db: async () => ({ status: 'ok' }),
      temporal: async () => ({ status: 'ok' }),
      redis: async () => ({ status: 'disabled' }),
    },
    schedules: async () => ({}),
    log: { info: (fields) => void logged.push(fields) },
    channels: [],
    remediations: [],
    report: (error) => void reported.push(error),
  })
}
const send = (api: Api, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ source: 'api', title: crypto.randomUUID() }),
  })

test('serves on a free port and says that it is well', async () => {
  const api = await start()
  expect((await send(api)).status).toBe(201)
  const health = await fetch(`${api.url}/health`)
  expect([health.status, await health.json()]).toEqual([
    200,
    expect.objectContaining({ status: 'ok', redis: 'disabled' }),
  ])
  expect(await (await fetch(`${api.url}/metrics`)).text()).toContain('tocsin_events_total{outcome="opened"} 1')
  await api.close()
})

describe('over a real socket', () => {
  const junk = 'x'.repeat(10 * 1024 * 1024)
  test('10 MB with and without announced length are 413, and the next request is served', async () => {
    const api = await start()
    const headers = { 'content-type': 'application/json' }
    for (const path of ['/api/v1/alerts', '/api/v1/intake/generic']) {
      const announced = await fetch(`${api.url}${path}`, { method: 'POST', headers, body: junk })
      expect([announced.status, ((await announced.json()) as { code: string }).code]).toEqual([413, 'body-too-large'])
      const stream = new Blob([junk]).stream()
      const streamed = await fetch(`${api.url}${path}`, {
        method: 'POST',
        headers,
        body: stream,
        duplex: 'half',
      } as RequestInit)
      expect(streamed.status).toBe(413)
    }
    expect((await send(api)).status).toBe(201)
    await api.close()
  })
  test('a body that breaks off is no fault of ours', async () => {
    reported.length = 0
    const api = await start()
    const socket = connect(api.port, '127.0.0.1')
    const head = [
      'POST /api/v1/intake/generic HTTP/1.1',
      `Host: 127.0.0.1:${api.port}`,
      'Content-Length: 1000',
      '',
      '{"ti',
    ]
    socket.write(head.join('\r\n'), () => socket.destroy())
    await once(socket, 'close')
    expect((await send(api)).status).toBe(201)
    await api.close()
    expect(reported).toEqual([])
  })
  test('another Host is refused: no page can rebind its name to us', async () => {
    const api = await start()
    const socket = connect(api.port, '127.0.0.1')
    socket.write('GET /api/v1/alerts HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 403 /)
    await api.close()
  })
})

test('a taken port is named with the remedy', async () => {
  const api = await start()
  await expect(start({ PORT: String(api.port) })).rejects.toThrow(`Port ${api.port} on 127.0.0.1 is taken. Set PORT`)
  await api.close()
})

describe('with keys required', () => {
  test('the first key lies in a file for its owner only, works, and stays over restarts', async () => {
    const api = await start({ TOCSIN_AUTH: 'required' })
    const file = join(folder, 'admin.key')
    expect(logged).toContainEqual({ file })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'master.key'))).mode & 0o777).toBe(0o600)
    const key = (await readFile(file, 'utf8')).trim()
    expect((await send(api)).status).toBe(401)
    expect((await send(api, { authorization: `Bearer ${key}` })).status).toBe(201)
    await api.close()
    const again = await start({ TOCSIN_AUTH: 'required' })
    expect((await send(again, { authorization: `Bearer ${key}` })).status).toBe(201)
    await again.close()
  })
  test('TOCSIN_ADMIN_KEY is a key', async () => {
    const key = 'a-key-of-the-operators-choice'
    logged.length = 0
    const api = await start({ TOCSIN_AUTH: 'required', TOCSIN_ADMIN_KEY: key })
    expect(logged).toEqual([])
    expect((await send(api, { authorization: `Bearer ${key}` })).status).toBe(201)
    await api.close()
  })
})

test('closing finishes the request under way', async () => {
  let release = () => {}
  let entered = () => {}
  const inside = new Promise<void>((resolve) => {
    entered = resolve
  })
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const api = await start(
    {},
    {
      ingest: async (...given) => {
        entered()
        await held
        return pipeline.ingest(...given)
      },
    },
  )
  const answer = send(api)
  await inside
  const closed = api.close()
  release()
  expect((await answer).status).toBe(201)
  await closed
  await expect(send(api)).rejects.toThrow()
})
