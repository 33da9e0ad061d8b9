import { OpenAPIHono } from '@hono/zod-openapi'
import { KeyRing } from '../security/api-keys.ts'
import { authorize } from './authorize.ts'
import type { Environment } from './environment.ts'
import { answerFailure, type FailureParts } from './failures.ts'
import { loopbackGuard } from './guard.ts'
import { type HealthParts, health } from './health.ts'
import { type Metrics, metricsRoute } from './metrics.ts'
import { permissions } from './permissions.ts'
import { answerProblem, problem } from './problem.ts'
import { securityHeaders } from './security-headers.ts'

export type WorkerAppParts = FailureParts &
  Omit<HealthParts, 'keys'> & {
    readonly keys: ConstructorParameters<typeof KeyRing>[0]
    /** That the server listens on; asked late, because port 0 is known only then. */
    readonly port: () => number
    readonly metrics: Pick<Metrics, 'registry'>
  }

/** The HTTP side of a worker without the API beside it: health and metrics, kept as those of the API (D77). */
export function createWorkerApp(parts: WorkerAppParts): OpenAPIHono<Environment> {
  const ring = new KeyRing(parts.keys)
  const app = new OpenAPIHono<Environment>()
  app.use(securityHeaders)
  if (parts.auth === 'loopback') app.use(loopbackGuard(parts.port))
  app.get('/metrics', authorize(permissions['GET /metrics'], parts.auth, ring))
  app.route('/', health({ ...parts, keys: ring }))
  app.route('/', metricsRoute(parts.metrics))
  app.onError(answerFailure(parts))
  app.notFound(() =>
    answerProblem(problem('not-found', 'This is a worker: it has /livez, /readyz, /health and /metrics. Ask the API.')),
  )
  return app
}
