import { createLog } from '../../../engine/observability/log.ts'
import { createWorkerMetrics } from '../../../engine/observability/worker-metrics.ts'
import { connectTemporal, type Temporal } from '../../../engine/worker/client.ts'
import { ensureNamespace } from '../../../engine/worker/namespace.ts'
import { installRuntime } from '../../../engine/worker/runtime.ts'

export const silentLog = createLog('silent')
export const taskQueue = 'tocsin-test'

export async function connectTo(address: string): Promise<Temporal> {
  installRuntime(silentLog)
  const temporal = await connectTemporal(
    { address, namespace: 'default', env: {} },
    silentLog,
    AbortSignal.timeout(30_000),
  )
  if (temporal === null) throw new Error('Temporal did not answer.')
  await ensureNamespace(temporal.connection, 'default')
  return temporal
}

/** What dispatcher and reconciler need besides store and client. */
export const workerParts = () => ({
  metrics: createWorkerMetrics(),
  log: silentLog,
  taskQueue,
  links: { run: ({ run_id }: { run_id: string }) => `http://tocsin.test/#run=${run_id}` },
})
