import type { MiddlewareHandler } from 'hono'
import { bearerOf, type KeyRing, loopbackScope, scopeOfKey } from '../security/api-keys.ts'
import { noValidKey } from '../security/refusal.ts'
import { systemScope } from '../store/scope.ts'
import type { Environment } from './environment.ts'
import type { Permission } from './permissions.ts'
import { refuse } from './problem.ts'

/** Lets a caller pass who may use the route, and says who it is in `c.var.scope`. */
export function authorize(
  permission: Permission,
  mode: 'loopback' | 'required',
  keys: KeyRing,
): MiddlewareHandler<Environment> {
  // These prove themselves in the route, by a source's token or a signed link.
  if (permission === 'public' || permission === 'source' || permission === 'link') {
    return async (c, next) => {
      c.set('scope', { ...systemScope('default'), scopes: new Set() })
      await next()
    }
  }
  return async (c, next) => {
    const header = c.req.header('authorization')
    if (header === undefined && mode === 'loopback') c.set('scope', loopbackScope)
    else {
      const key = bearerOf(header)
      const row = key === null ? null : await keys.find(key)
      if (row === null) {
        const { code, detail } = noValidKey(header !== undefined)
        refuse(code, detail)
      }
      c.set('scope', scopeOfKey(row))
    }
    if (!c.var.scope.scopes.has(permission)) {
      refuse('forbidden', `This needs a key with scope "${permission}". Use another key, or make one with that scope.`)
    }
    await next()
  }
}
