import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { bearerOf, type KeyRing, scopeOfKey } from '../security/api-keys.ts'
import type { Environment } from './environment.ts'

/** How one part is. `warnings` and `details` are for people with a key: no secret, but maybe an address. */
export interface Report {
  readonly status: 'ok' | 'degraded' | 'down' | 'disabled'
  readonly warnings?: readonly string[]
  readonly details?: Readonly<Record<string, string | number | null>>
}
/** What `/health` asks; each answers within two seconds or rejects, which counts as down. */
export interface HealthParts {
  readonly health: {
    readonly db: () => Promise<Report>
    readonly temporal: () => Promise<Report>
    readonly redis: () => Promise<Report>
  }
  /** True once the process has begun to stop. */
  readonly draining: () => boolean
  readonly auth: 'loopback' | 'required'
  readonly keys: Pick<KeyRing, 'find'>
}

const State = z.object({ status: z.string() }).loose().openapi('Health')
const route = <Path extends string>(path: Path, summary: string) => {
  const content = { 'application/json': { schema: State } }
  return createRoute({
    method: 'get',
    path,
    tags: ['health'],
    summary,
    responses: { 200: { description: 'Well enough', content }, 503: { description: 'Down', content } },
  })
}

/** D77. `/health` is 200 as long as alerts can be taken; Temporal or Redis down make it `degraded`. */
export const health = (parts: HealthParts) => {
  const ask = (name: keyof HealthParts['health']): Promise<Report> =>
    parts.health[name]().catch((): Report => ({ status: 'down' }))
  const whole = async () => {
    const [db, temporal, redis] = await Promise.all([ask('db'), ask('temporal'), ask('redis')])
    const weak = [db, temporal, redis].some(({ status }) => status === 'degraded' || status === 'down')
    const status = db.status === 'down' ? 'down' : weak ? 'degraded' : 'ok'
    return { status, db: db.status, temporal: temporal.status, redis: redis.status }
  }
  const part = async (name: keyof HealthParts['health'], request: Request) => {
    const [{ status, warnings, details }, known] = await Promise.all([ask(name), mayKnow(parts, request)])
    if (!known) return { status }
    return { status, ...(warnings && { warnings: [...warnings] }), ...(details && { details: { ...details } }) }
  }
  const code = (status: string) => (status === 'down' ? 503 : 200)
  return new OpenAPIHono<Environment>()
    .openapi(route('/livez', 'The process runs'), (c) => c.json({ status: 'ok' }, 200))
    .openapi(route('/readyz', 'Alerts can be taken, and the process is not stopping'), async (c) => {
      if (parts.draining()) return c.json({ status: 'draining' }, 503)
      const state = await whole()
      return c.json(state, code(state.status))
    })
    .openapi(route('/health', 'ok, degraded or down'), async (c) => {
      const state = await whole()
      return c.json(state, code(state.status))
    })
    .openapi(route('/health/db', 'The database, and whether its settings keep what it took'), async (c) => {
      const state = await part('db', c.req.raw)
      return c.json(state, code(state.status))
    })
    .openapi(route('/health/temporal', 'The Temporal server'), async (c) => {
      const state = await part('temporal', c.req.raw)
      return c.json(state, code(state.status))
    })
    .openapi(route('/health/redis', 'Redis; "disabled" without REDIS_URL'), async (c) => {
      const state = await part('redis', c.req.raw)
      return c.json(state, code(state.status))
    })
}

/** Whether the caller may read more than a word: on this machine without login, else with a key of scope `read`. */
async function mayKnow({ auth, keys }: Pick<HealthParts, 'auth' | 'keys'>, request: Request): Promise<boolean> {
  if (auth === 'loopback') return true
  const key = bearerOf(request.headers.get('authorization') ?? undefined)
  // Without the database no key can be looked up; that it is down is still told.
  const row = key === null ? null : await keys.find(key).catch(() => null)
  return row !== null && scopeOfKey(row).scopes.has('read')
}
