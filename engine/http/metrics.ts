import { Hono, type MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Pipeline } from '../pipeline/contract.ts'
import type { Environment } from './environment.ts'

/** What is read from the database when `/metrics` is asked for. */
export interface MeasuredParts {
  backlog(): Promise<{ readonly count: number; readonly oldest: Date | null }>
  openRuns(): Promise<number>
  /** Those that are not resolved, over all tenants. */
  openAlertsByStatus(): Promise<Readonly<Record<string, number>>>
  readonly now: () => Date
}

/** The instruments of the HTTP side; other rooms register theirs in `registry`. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Counter<'method' | 'route' | 'status'>
  readonly duration: Histogram<'method' | 'route'>
  /** Requests of sources that were answered 503 (D14): over their rate, or with the queue full. */
  readonly shed: Counter<'source' | 'integration' | 'reason'>
  /** Events taken, by what became of them. */
  readonly events: Counter<'outcome'>
}

export function createMetrics(parts: MeasuredParts, registry: Registry = new Registry()): Metrics {
  const registers = [registry]
  // Both gauges of the backlog are asked at once, for the same answer.
  let asked: ReturnType<MeasuredParts['backlog']> | null = null
  const backlog = () => {
    asked ??= parts.backlog().finally(() => {
      asked = null
    })
    return asked
  }
  new Gauge({
    name: 'tocsin_outbox_backlog',
    help: 'Rows that Temporal has not taken yet',
    registers,
    async collect() {
      this.set((await backlog()).count)
    },
  })
  new Gauge({
    name: 'tocsin_outbox_oldest_age_seconds',
    help: 'Age of the oldest of them',
    registers,
    async collect() {
      const { oldest } = await backlog()
      this.set(oldest === null ? 0 : Math.max(0, (parts.now().getTime() - oldest.getTime()) / 1000))
    },
  })
  new Gauge({
    name: 'tocsin_open_runs',
    help: 'Runs that have not ended',
    registers,
    async collect() {
      this.set(await parts.openRuns())
    },
  })
  new Gauge({
    name: 'tocsin_alerts',
    help: 'Alerts that are not resolved, by status',
    labelNames: ['status'],
    registers,
    async collect() {
      this.reset()
      for (const [status, count] of Object.entries(await parts.openAlertsByStatus())) this.set({ status }, count)
    },
  })
  return {
    registry,
    requests: new Counter({
      name: 'tocsin_http_requests_total',
      help: 'Requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    shed: new Counter({
      name: 'tocsin_intake_shed_total',
      help: 'Requests of sources answered 503, to be sent again',
      labelNames: ['source', 'integration', 'reason'],
      registers,
    }),
    events: new Counter({
      name: 'tocsin_events_total',
      help: 'Events stored, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    duration: new Histogram({
      name: 'tocsin_http_request_duration_seconds',
      help: 'From the first byte of a request to its answer',
      labelNames: ['method', 'route'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  }
}

/** The pipeline, counting what it took. */
export const countEvents =
  <P extends Pick<Pipeline, 'ingest'>>(pipeline: P, metrics: Metrics): P['ingest'] =>
  async (scope, events) => {
    const taken = await pipeline.ingest(scope, events)
    for (const { outcome } of taken) metrics.events.inc({ outcome })
    return taken
  }

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])

/** Counts every request under its route's pattern, so that no id becomes a label. */
export const measureRequests =
  (metrics: Metrics): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const start = performance.now()
    await next()
    // The route that ran last: the last one that matched would be the web app's `/:file` for every path of one part.
    const pattern = routePath(c)
    const route = c.res.status === 404 && pattern === '/*' ? 'none' : pattern
    const method = knownMethods.has(c.req.method) ? c.req.method : 'other'
    metrics.requests.inc({ method, route, status: c.res.status })
    metrics.duration.observe({ method, route }, (performance.now() - start) / 1000)
  }

export const metricsRoute = (metrics: Pick<Metrics, 'registry'>) =>
  new Hono<Environment>().get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  )
