import type { KeyScope } from '../store/rows.ts'

/**
 * What a route asks of the caller: a scope of the API key; `public`: nothing; `source`: the source's own proof (D38);
 * `link`: a signed link.
 */
export type Permission = KeyScope | 'public' | 'source' | 'link'

/** Every route of the app with its permission; the app refuses to start with a route that is not in here. */
export const permissions = {
  'POST /api/v1/alerts': 'ingest',
  'GET /api/v1/alerts': 'read',
  'GET /api/v1/alerts/{id}': 'read',
  'PUT /api/v1/alerts/{id}/status': 'act',
  'POST /api/v1/alerts/{id}/acknowledge': 'act',
  'POST /api/v1/actions/execute': 'act',
  'GET /api/v1/actions/{id}': 'read',
  'GET /api/v1/runs': 'read',
  'GET /api/v1/runs/{id}': 'read',
  'GET /api/v1/catalog': 'read',
  'GET /api/v1/about': 'read',
  'GET /api/v1/users': 'read',
  'POST /api/v1/users': 'admin',
  'PUT /api/v1/users/{handle}': 'admin',
  'GET /api/v1/keys': 'admin',
  'POST /api/v1/keys': 'admin',
  'DELETE /api/v1/keys/{id}': 'admin',
  'GET /api/v1/inbox': 'read',
  'GET /api/v1/deliveries': 'read',
  'GET /api/v1/rules': 'read',
  'GET /api/v1/dead-letters': 'admin',
  'POST /api/v1/intake/{source}': 'source',
  'POST /api/v1/intake/{source}/{integration}': 'source',
  'GET /ack/{token}': 'link',
  'POST /ack/{token}': 'link',
  'GET /livez': 'public',
  'GET /readyz': 'public',
  'GET /health': 'public',
  'GET /health/db': 'public',
  'GET /health/temporal': 'public',
  'GET /health/redis': 'public',
  'GET /metrics': 'read',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/{file}': 'public',
  'GET /redoc': 'public',
  'GET /redoc/{file}': 'public',
  'GET /': 'public',
  'GET /{file}': 'public',
  'GET /assets/{file}': 'public',
} as const satisfies Readonly<Record<string, Permission>>

export type RouteName = keyof typeof permissions

/** The table's name for a route as Hono has it: `GET /api/v1/alerts/:id`. */
export const routeName = (method: string, path: string): string => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`

export const permissionOf = (name: string): Permission | undefined =>
  Object.hasOwn(permissions, name) ? permissions[name as RouteName] : undefined

/** The other way: Hono's path of a name in the table. */
export function honoRoute(name: RouteName): readonly [method: string, path: string] {
  const [method = '', path = ''] = name.split(' ')
  return [method, path.replaceAll(/\{(\w+)\}/g, ':$1')]
}

/** Methods that some route takes at this path, for 405 and its Allow header. */
export function methodsAt(path: string): string[] {
  return (Object.keys(permissions) as RouteName[]).flatMap((name) => {
    const [method = '', pattern = ''] = name.split(' ')
    // The page's own files would make every unknown path a known one.
    if (pattern === '/{file}') return []
    return new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path) ? [method] : []
  })
}
