import { remediations } from '../../../activities/remediation/index.ts'
import { type AppParts, createApp } from '../../../engine/http/app.ts'
import { createMetrics } from '../../../engine/http/metrics.ts'
import { stepCatalogue } from '../../../engine/http/step-catalogue.ts'
import { intakes } from '../../../engine/intake/index.ts'
import { hashKey, keyPrefix, newKey } from '../../../engine/security/api-keys.ts'
import { newId } from '../../../engine/store/ids.ts'
import type { KeyScope } from '../../../engine/store/rows.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { dialects, type TestDatabase } from '../../support/dialects.ts'
import { memoryPipeline } from './memory-pipeline.ts'

export const ackKey = Buffer.alloc(32, 7)

/** The whole app on a fresh SQLite database, asked by `app.request`: no server, no port. */
export async function testApp(changes: Partial<AppParts> = {}) {
  const sqlite = dialects.find(({ name }) => name === 'sqlite')
  if (!sqlite) throw new Error('No SQLite among the dialects.')
  const database: TestDatabase = await sqlite.create()
  const store = database.open()
  await store.migrate()
  const memory = memoryPipeline()
  const reported: unknown[] = []
  const now = () => new Date()
  const app = createApp({
    ...store,
    ...memory,
    ackKey,
    schedules: async () => ({}),
    channels: [],
    tickets: [],
    remediations: Object.values(remediations).map(({ name, title, parameters }) => ({
      name,
      title,
      schema: parameters,
    })),
    steps: stepCatalogue,
    intakes,
    sourceSecrets: new Map(),
    integrations: new Map(),
    intakeRate: null,
    auth: 'loopback',
    now,
    newId,
    ping: () => store.ping(),
    report: (error) => void reported.push(error),
    health: {
      db: async () => ({ status: 'ok' }),
      temporal: async () => ({ status: 'ok' }),
      redis: async () => ({ status: 'disabled' }),
    },
    draining: () => false,
    port: () => 8000,
    metrics: createMetrics({
      backlog: () => store.outbox.backlog(),
      openRuns: () => store.runs.countOpen(),
      openAlertsByStatus: async () => ({}),
      now,
    }),
    version: '0.0.0',
    temporalPages: { uiUrl: 'http://127.0.0.1:8233', namespace: 'default' },
    webRoot: '/no/such/folder',
    ...changes,
  })
  /** Asks as a program on this machine does; `body` objects are sent as JSON. */
  const ask = async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    return app.request(path, {
      method,
      headers: {
        host: '127.0.0.1:8000',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? (body as string) : JSON.stringify(body) }),
    })
  }
  const key = async (...scopes: KeyScope[]) => {
    const text = newKey()
    const row = { name: scopes.join('-'), hash: hashKey(text), prefix: keyPrefix(text), scopes, expires_at: null }
    return { key: text, row: await store.keys.add(systemScope('default'), row) }
  }
  return { app, ask, key, store, ...memory, reported, close: () => database.drop() }
}
export type TestApp = Awaited<ReturnType<typeof testApp>>
