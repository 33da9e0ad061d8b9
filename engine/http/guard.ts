import type { MiddlewareHandler } from 'hono'
import { refuseForeign } from '../security/loopback.ts'
import type { Environment } from './environment.ts'
import { answerProblem } from './problem.ts'

/** Holds the loopback mode (D39) before anything else looks at the request. */
export const loopbackGuard =
  (port: () => number): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const refusal = refuseForeign(
      {
        method: c.req.method,
        headers: c.req.raw.headers,
        anyContentType: c.req.path.startsWith('/api/v1/intake/') || c.req.path.startsWith('/ack/'),
      },
      port(),
    )
    if (refusal) return answerProblem(refusal)
    return next()
  }
