import type { MiddlewareHandler } from 'hono'
import { refuseForeign } from '../security/loopback.ts'
import type { Environment } from './environment.ts'
import { methodsAt } from './permissions.ts'
import { answerProblem, problem } from './problem.ts'

/** Holds the loopback mode (D39) before anything else looks at the request. */
export const loopbackGuard =
  (port: () => number): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const refusal = refuseForeign(
      {
        method: c.req.method,
        headers: c.req.raw.headers,
        // Where nothing takes the method, 405 or 404 says more than the type of its body.
        anyContentType:
          c.req.path.startsWith('/api/v1/intake/') ||
          c.req.path.startsWith('/ack/') ||
          !methodsAt(c.req.path).includes(c.req.method),
      },
      port(),
    )
    if (refusal) return answerProblem(problem(refusal.code, refusal.detail))
    return next()
  }
