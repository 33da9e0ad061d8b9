import type { Registry } from 'prom-client'
import { httpAddress } from '../config/addresses.ts'
import type { Config } from '../config.ts'
import type { HealthParts } from '../http/health.ts'
import { serve } from '../http/server.ts'
import { createWorkerApp } from '../http/worker-app.ts'
import type { Store } from '../store/contract.ts'

export interface WorkerServerParts {
  readonly store: Store
  readonly health: HealthParts['health']
  readonly registry: Registry
  /** Errors that are our fault. */
  readonly report: (error: unknown, at: string) => void
}

const drainMs = 1_000

/** Serves health and metrics of a worker that runs without the API, on TOCSIN_WORKER_PORT. */
export async function startWorkerServer(
  config: Config,
  { store, health, registry, report }: WorkerServerParts,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { host } = config
  let port = config.workerPort
  let draining = false
  const app = createWorkerApp({
    auth: config.auth,
    keys: store.keys,
    health,
    ping: () => store.ping(),
    draining: () => draining,
    port: () => port,
    metrics: { registry },
    report,
  })
  const server = await serve(app, { host, port, setting: 'TOCSIN_WORKER_PORT' })
  port = server.port
  return {
    url: httpAddress(host, port),
    async close() {
      draining = true
      await server.close(drainMs)
    },
  }
}
