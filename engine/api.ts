/** Wires store, pipeline and registries into the HTTP server. Only the launcher and the worker's main call it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from 'prom-client'
import { httpAddress } from './config/addresses.ts'
import type { Config } from './config.ts'
import { createApp } from './http/app.ts'
import type { CatalogueEntry } from './http/catalogue.ts'
import type { HealthParts } from './http/health.ts'
import { countEvents, createMetrics } from './http/metrics.ts'
import { serve } from './http/server.ts'
import { stepCatalogue } from './http/step-catalogue.ts'
import type { UserParts } from './http/users.ts'
import { intakes } from './intake/index.ts'
import type { Pipeline } from './pipeline/contract.ts'
import { requestsMs } from './process/stop-times.ts'
import { ensureFirstKey } from './security/first-key.ts'
import type { Store } from './store/contract.ts'
import { newId } from './store/ids.ts'
import type { Log } from './store/log.ts'

const repository = join(import.meta.dirname, '..')

export interface ApiParts {
  readonly store: Store
  readonly pipeline: Pipeline
  /** `deriveKey(master, 'ack-link')`, the same as the links of messages are signed with. */
  readonly ackKey: Buffer
  readonly health: HealthParts['health']
  readonly schedules: UserParts['schedules']
  readonly channels: readonly CatalogueEntry[]
  readonly remediations: readonly CatalogueEntry[]
  /** Takes what other rooms measure too; a new one when left out. */
  readonly registry?: Registry
  readonly log: Pick<Log, 'info'>
  /** Errors that are our fault. */
  readonly report: (error: unknown, at: string) => void
  /** Folder of the built web app; default `editor/dist`. */
  readonly webRoot?: string
}

export interface Api {
  /** Where it listens, for people on this machine. */
  readonly url: string
  readonly port: number
  /** `/readyz` says no from now on; then takes nothing new, finishes what is under way, empties the queue. */
  close(): Promise<void>
}

/** Starts the API and the web app. The database is migrated before, by the caller. */
export async function startApi(config: Config, parts: ApiParts): Promise<Api> {
  const { store } = parts
  const keyFile = await ensureFirstKey(config.adminKey, config.dataDir, store.keys)
  if (keyFile !== null) parts.log.info({ file: keyFile }, 'the first API key, of scope admin, lies in a file')
  const now = () => new Date()
  let port = config.port
  let draining = false
  const metrics = createMetrics(
    {
      backlog: () => store.outbox.backlog(),
      openRuns: () => store.runs.countOpen(),
      openAlertsByStatus: () => store.alerts.countOpenByStatus(),
      now,
    },
    parts.registry,
  )
  const { pipeline } = parts
  const app = createApp({
    ...store,
    ...parts,
    pipeline: {
      ingest: countEvents(pipeline, metrics),
      setStatus: (...change) => pipeline.setStatus(...change),
      acknowledgeIncident: (...change) => pipeline.acknowledgeIncident(...change),
      startAction: (...action) => pipeline.startAction(...action),
    },
    // This version opens no tickets.
    tickets: [],
    steps: stepCatalogue,
    intakes,
    sourceSecrets: config.sources,
    integrations: config.integrations,
    intakeRate: config.intakeRate,
    auth: config.auth,
    now,
    newId,
    ping: () => store.ping(),
    draining: () => draining,
    port: () => port,
    metrics,
    version: await versionOfPackage(),
    temporalPages: { uiUrl: config.temporal.uiUrl, namespace: config.temporal.namespace },
    webRoot: parts.webRoot ?? join(repository, 'editor', 'dist'),
  })
  const server = await serve(app, { host: config.host, port, setting: 'PORT' })
  port = server.port
  return {
    url: httpAddress(config.host, port),
    port,
    async close() {
      draining = true
      await server.close(requestsMs)
      await parts.pipeline.drain()
    },
  }
}

async function versionOfPackage(): Promise<string> {
  const text = await readFile(join(repository, 'package.json'), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}
