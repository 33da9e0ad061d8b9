import { randomBytes } from 'node:crypto'
import { sha256 } from '../sha256.ts'
import type { KeyRow, KeyScope } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'

/** Where keys are looked up; the store's `keys`. */
export interface KeyLookup {
  find(hash: string): Promise<KeyRow | null>
}

/** The key is 32 random bytes, so a plain sha256 of it can neither be guessed nor turned back. */
export const hashKey = (key: string): string => sha256(key)

/**
 * How much of a key people may see to recognise it: of one that `newKey` made its beginning, which leaves 38 signs to guess;
 * nothing of one that people chose, because it may be short.
 */
export const keyPrefix = (key: string): string => (/^tocsin_[\w-]{43}$/.test(key) ? key.slice(0, 12) : '')

export const newKey = (): string => `tocsin_${randomBytes(32).toString('base64url')}`

const all: readonly KeyScope[] = ['ingest', 'read', 'act', 'admin']

/** The caller that a key stands for; `admin` holds every other scope. */
export const scopeOfKey = (row: KeyRow): Scope => ({
  tenant: row.tenant,
  actor: `key ${row.name}`,
  keyId: row.id,
  scopes: new Set(row.scopes.includes('admin') ? all : row.scopes),
})

/** Whoever sits at this machine, in loopback mode: `@admin` of the first tenant. */
export const loopbackScope: Scope = { tenant: 'default', actor: '@admin', scopes: new Set(all) }

/** The key of `Authorization: Bearer …`, or null. */
export const bearerOf = (header: string | undefined): string | null =>
  /^Bearer +([\x21-\x7e]{1,512})$/i.exec(header ?? '')?.[1] ?? null

const rememberMs = 5_000
const mostRemembered = 1_000

/**
 * Looks keys up and remembers the answer for five seconds, so that ingest does not ask the database twice. A key that is
 * revoked here is forgotten at once; other replicas follow within those seconds.
 */
export class KeyRing {
  readonly #lookup: KeyLookup
  readonly #now: () => number
  readonly #known = new Map<string, { readonly row: KeyRow | null; readonly until: number }>()
  /** How often all was forgotten: what was asked for before that is not remembered after it. */
  #forgotten = 0

  constructor(lookup: KeyLookup, now: () => number = Date.now) {
    this.#lookup = lookup
    this.#now = now
  }

  /** Null for a key that is unknown, expired or revoked. */
  async find(key: string): Promise<KeyRow | null> {
    const hash = hashKey(key)
    const now = this.#now()
    const known = this.#known.get(hash)
    const forgotten = this.#forgotten
    const row = known && known.until > now ? known.row : await this.#lookup.find(hash)
    if ((!known || known.until <= now) && forgotten === this.#forgotten) {
      if (this.#known.size >= mostRemembered) this.#known.clear()
      this.#known.set(hash, { row, until: now + rememberMs })
    }
    if (row === null || row.revoked_at !== null) return null
    return row.expires_at !== null && row.expires_at.getTime() <= now ? null : row
  }

  forget(): void {
    this.#forgotten++
    this.#known.clear()
  }
}
