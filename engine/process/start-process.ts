/** One `tocsin` process: API, worker, or both (D31). The only place where the rooms of the engine meet. */
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { channels } from '../../activities/channels/index.ts'
import { remediations } from '../../activities/remediation/index.ts'
import { startApi } from '../api.ts'
import type { Config } from '../config.ts'
import { openConnections } from '../connections/index.ts'
import { databaseHealth } from '../http/database-health.ts'
import type { Report } from '../http/health.ts'
import { redisHealth } from '../http/redis-health.ts'
import { measureBatches } from '../observability/batch-metrics.ts'
import { createLog, type Log } from '../observability/log.ts'
import { seedAdmin } from '../people/seed.ts'
import { createPipeline } from '../pipeline/index.ts'
import { createLinks } from '../security/links.ts'
import { deriveKey, loadMasterKey } from '../security/master-key.ts'
import { openStore } from '../store/index.ts'
import { wakingPipeline } from '../worker/waking-pipeline.ts'
import { startWorker } from '../worker.ts'
import { audited } from './audited.ts'
import { closeAll } from './close-all.ts'
import { pagesOf } from './pages.ts'
import { openRules } from './rules.ts'
import { temporalHealth } from './temporal-health.ts'
import { startWorkerServer } from './worker-server.ts'

export type Role = 'api' | 'worker'

export interface RunningProcess {
  /** Where the API listens, or the worker without it. */
  readonly url: string
  /** Rejects when the process cannot go on. */
  readonly failed: Promise<never>
  /** Takes nothing new, finishes what is under way, closes everything; in reverse order of starting. */
  stop(): Promise<void>
}

/**
 * Starts the roles in this process: migrates, loads the rules, opens the API last, so that it answers only when it works.
 * @throws when the database does not answer, a port is taken, a key is missing; what was started until then is closed
 */
export async function startProcess(
  config: Config,
  roles: readonly Role[],
  log: Log = createLog(config.logLevel),
): Promise<RunningProcess> {
  const closing: (() => Promise<unknown>)[] = []
  const stop = () => closeAll(closing)
  try {
    const { url, failed } = await open(config, roles, log, closing)
    return { url, failed, stop }
  } catch (error) {
    await stop().catch((err: unknown) => log.error({ err }, 'not everything stopped as it should'))
    throw error
  }
}

async function open(config: Config, roles: readonly Role[], log: Log, closing: (() => Promise<unknown>)[]) {
  const registry = new Registry()
  const both = roles.length > 1
  for (const warning of config.warnings) log.warn(warning)
  const ackKey = deriveKey(await loadMasterKey(config.masterKey, config.dataDir, both), 'ack-link')
  const links = createLinks(config.publicUrl, ackKey, Date.now)
  const pages = pagesOf(config.publicUrl, links)

  const store = openStore({ url: config.databaseUrl, log })
  closing.push(() => store.close())
  await store.migrate()
  const db = await databaseHealth(store, log)
  await seedAdmin(store, 'default', config.adminEmail)
  const connections = openConnections(config.connections)
  for (const { variable, message } of connections.problems) log.error({ variable }, `connection unusable: ${message}`)

  const rules = await openRules({ store, folder: config.rules, connections, log })
  closing.push(() => rules.close())
  let wake = () => {}
  const pipeline = wakingPipeline(
    createPipeline({
      store,
      rules: rules.source,
      log,
      pages,
      now: () => new Date(),
      spoolFolder: join(config.dataDir, 'spool'),
      onDecided: audited(config.matchAudit, log, registry),
      onBatch: measureBatches(registry),
    }),
    () => wake(),
  )
  closing.push(() => pipeline.drain())

  const failures: Promise<never>[] = [new Promise(() => {})]
  let temporal: () => Promise<Report>
  if (roles.includes('worker')) {
    const { schedules } = rules
    const parts = { store, pipeline, links, pages, connections, schedules, log, registry }
    const worker = await startWorker(config, parts)
    closing.push(() => worker.stop())
    wake = worker.wake
    failures.push(worker.failed)
    temporal = async () => ({ status: worker.temporal() === 'up' ? 'ok' : 'down' })
  } else {
    const asked = temporalHealth(config)
    closing.push(() => asked.close())
    temporal = asked.ask
  }
  const health = { db, temporal, redis: redisHealth(config.redisUrl) }
  const report = (error: unknown, at: string) => log.error({ err: error, at }, 'request failed')
  if (!roles.includes('api')) {
    const server = await startWorkerServer(config, { store, health, registry, report })
    closing.push(() => server.close())
    return { url: server.url, failed: Promise.race(failures) }
  }

  const api = await startApi(config, {
    store,
    pipeline,
    ackKey,
    registry,
    health,
    schedules: rules.schedules,
    channels: Object.values(channels).map(({ name, title, config: schema }) => ({ name, title, schema })),
    remediations: Object.values(remediations).map(({ name, title, parameters: schema }) => ({ name, title, schema })),
    log,
    report,
  })
  closing.push(() => api.close())
  return { url: api.url, failed: Promise.race(failures) }
}
