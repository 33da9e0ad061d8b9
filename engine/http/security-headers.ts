import type { MiddlewareHandler } from 'hono'
import type { Environment } from './environment.ts'

/** For answers that are data: a browser may do nothing with them. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Puts the headers of every answer that a route did not set itself; pages bring their own content policy. */
export const securityHeaders: MiddlewareHandler<Environment> = async (c, next) => {
  await next()
  const { headers } = c.res
  const put = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value)
  }
  put('content-security-policy', dataPolicy)
  put('x-content-type-options', 'nosniff')
  put('x-frame-options', 'DENY')
  // Not `no-referrer`: with it browsers send `Origin: null` on a form's POST, which the loopback guard refuses.
  put('referrer-policy', 'same-origin')
  put('cross-origin-opener-policy', 'same-origin')
  put('cross-origin-resource-policy', 'same-origin')
  put('cache-control', 'no-store')
}
