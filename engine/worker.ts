/** The worker role: takes the outbox to Temporal, runs its workflows and activities, keeps engine deadlines. */
import { join } from 'node:path'
import type { Registry } from 'prom-client'
import type { Links } from '../activities/dependencies.ts'
import { createActivities } from '../activities/index.ts'
import { renderText } from '../dsl/compile/value-of.ts'
import type { ScheduleSpec } from '../dsl/model/schedule.ts'
import { temporalAddress } from './config/addresses.ts'
import type { Config } from './config.ts'
import type { ConnectionRegistry } from './connections/index.ts'
import type { Log } from './observability/log.ts'
import { createWorkerMetrics } from './observability/worker-metrics.ts'
import { createDirectory } from './people/directory.ts'
import type { Pipeline } from './pipeline/contract.ts'
import { incidentFacts, onPipelineTimer, type PipelineParts } from './pipeline/index.ts'
import type { SqlStore } from './store/index.ts'
import { workflowBundle } from './worker/bundle.ts'
import { connectWorker } from './worker/connected.ts'
import { createDeliveryLog } from './worker/delivery-log.ts'
import { type Dispatcher, startDispatcher } from './worker/dispatcher.ts'
import { type Heartbeat, startHeartbeat } from './worker/heartbeat.ts'
import { createInbox } from './worker/inbox.ts'
import { createJournal } from './worker/journal.ts'
import { ensureNamespace } from './worker/namespace.ts'
import { watchNamespace } from './worker/namespace-change.ts'
import { createNotices } from './worker/notices.ts'
import { type Reconciling, startReconciler } from './worker/reconciler.ts'
import { installRuntime } from './worker/runtime.ts'
import { startSweeper } from './worker/sweeper.ts'
import { startTimers } from './worker/timers.ts'

export interface WorkerParts {
  readonly store: SqlStore
  readonly pipeline: Pipeline
  readonly links: Links
  readonly pages: PipelineParts['pages']
  readonly connections: ConnectionRegistry
  /** Schedules of a tenant's live rule set, by name. */
  readonly schedules: (tenant: string) => Promise<Readonly<Record<string, ScheduleSpec>>>
  readonly log: Log
  /** Of the process's `/metrics`, where the API runs beside. */
  readonly registry?: Registry
  readonly intervals?: {
    readonly resendEveryMs?: number
    readonly confirmWithinMs?: number
    readonly compareEveryMs?: number
  }
}

export interface RunningWorker {
  /** There are new outbox rows: to be called after each commit of this process (`wakingPipeline`). */
  wake(): void
  /** Whether Temporal takes our work; `connecting` until it did for the first time. */
  temporal(): 'connecting' | 'up' | 'down'
  /** Rejects when the worker cannot go on, as when another installation serves the task queue (D73). */
  readonly failed: Promise<never>
  /** Ends what is under way, within the worker's grace time; undelivered rows wait in the database. */
  stop(): Promise<void>
}

const layouts = join(import.meta.dirname, '..', 'rules', 'messages')

/** Starts at once and connects in the background: Temporal may come up later. */
export async function startWorker(config: Config, parts: WorkerParts): Promise<RunningWorker> {
  const { store, pipeline, links, pages, connections, log } = parts
  installRuntime(log)
  const metrics = createWorkerMetrics(parts.registry)
  const { namespace, taskQueue, env } = config.temporal
  const address = temporalAddress(config.temporal)
  const installation = await store.installation()
  const now = () => Date.now()
  const activities = createActivities({
    installation,
    journal: createJournal({
      store,
      pipeline,
      factsOf: (incident, run) => incidentFacts(store.database, pages, incident, run),
      now,
    }),
    directory: createDirectory({ store, connections, schedules: parts.schedules }),
    connections,
    deliveries: createDeliveryLog(store, now),
    links,
    inbox: createInbox(store, now),
    notices: createNotices(store, now),
    render: { text: renderText },
    now,
    layouts,
  })

  const stopping = new AbortController()
  let dispatcher: Dispatcher | null = null
  let reconciler: Reconciling | null = null
  let heartbeat: Heartbeat | null = null
  const wake = () => dispatcher?.wake()
  const timers = startTimers({
    store,
    handle: (tx, timer) => onPipelineTimer({ store, pages, now: () => new Date() }, tx, timer),
    metrics,
    log,
    wake,
  })

  const sweeper = startSweeper(store, log)

  const work = async (): Promise<void> => {
    const bundle = workflowBundle(config.dataDir)
    // Awaited only once Temporal is there; until then a failure to build must not end the process unheard.
    bundle.catch(() => undefined)
    const connect = { address, namespace, env, taskQueue, installation, activities, bundle, log }
    const connected = await connectWorker(connect, stopping.signal)
    if (connected === null) return
    const { temporal, worker } = connected
    log.info({ address, namespace, taskQueue }, 'worker connected to Temporal')
    metrics.temporalUp.set(1)
    await watchNamespace(store, namespace, log)
    const common = { store, pipeline, links, client: temporal.client, taskQueue, metrics, log }
    dispatcher = startDispatcher(common)
    const reconciling = startReconciler({ ...common, ...parts.intervals, wake })
    reconciler = reconciling
    const onForgotten = async () => {
      await ensureNamespace(temporal.connection, namespace)
      reconciling.compareNow()
    }
    heartbeat = startHeartbeat(temporal.client, log, { namespace, onForgotten })
    const running = worker.run()
    const shutdown = () => worker.shutdown()
    if (stopping.signal.aborted) shutdown()
    else stopping.signal.addEventListener('abort', shutdown, { once: true })
    try {
      await running
    } finally {
      await Promise.all([dispatcher.stop(), reconciler.stop(), heartbeat.stop()])
      await temporal.connection.close()
    }
  }
  const ended = work()
  const failed = new Promise<never>((_, reject) => ended.catch(reject))
  failed.catch((error: unknown) => log.fatal({ err: error }, 'the worker cannot go on'))
  return {
    wake,
    temporal() {
      if (dispatcher === null || heartbeat === null) return 'connecting'
      return dispatcher.up() && heartbeat.answers() ? 'up' : 'down'
    },
    failed,
    async stop() {
      stopping.abort()
      await Promise.all([timers.stop(), sweeper.stop(), ended.catch(() => undefined)])
    },
  }
}
