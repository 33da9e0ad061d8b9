import type { KeyScope } from './rows.ts'

/** Who acts for which tenant with which rights; the first argument of every store function (D54). */
export interface Scope {
  readonly tenant: string
  /** `@handle`, `key NAME`, a source or `tocsin`: stands in timelines and is printed as it is. */
  readonly actor: string
  readonly scopes: ReadonlySet<KeyScope>
  /** Of the API key, whose name others may bear too; absent where none was needed. */
  readonly keyId?: string
}

/** Stands in for a scope where the work is over all tenants; each use says why beside it. */
export const everyTenant: unique symbol = Symbol('every tenant')

/** Whose rows a statement may touch. A row will do as well: what follows from it stays with its tenant. */
export type Whose = Pick<Scope, 'tenant'> | typeof everyTenant

/** Tocsin itself, acting for a tenant. */
export const systemScope = (tenant: string): Scope => ({
  tenant,
  actor: 'tocsin',
  scopes: new Set<KeyScope>(['ingest', 'read', 'act', 'admin']),
})
