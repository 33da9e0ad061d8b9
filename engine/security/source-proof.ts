import { createHash, timingSafeEqual } from 'node:crypto'
import { bearerOf, type KeyRing } from './api-keys.ts'
import { noValidKey, type Refusal } from './refusal.ts'

/** For which tenant a source speaks, and whether it claimed a signature that nothing could check. */
export interface SourceProof {
  readonly tenant: string
  readonly unverified: boolean
}

const signatureHeaders = [
  'x-grafana-alerting-signature',
  'x-hub-signature-256',
  'x-pagerduty-signature',
  'sentry-hook-signature',
  'webhook-signature',
]

/**
 * Lets an alert source pass (D38). With secrets configured one of them is needed, on loopback too. Without: anything on
 * loopback, else an API key with scope `ingest`.
 */
export async function proveSource(
  request: Request,
  secrets: readonly string[],
  auth: 'loopback' | 'required',
  keys: KeyRing,
): Promise<SourceProof | Refusal> {
  const signed = signatureHeaders.some((name) => request.headers.has(name))
  if (secrets.length > 0) {
    if (tokensOf(request).some((token) => secrets.some((secret) => sameText(token, secret))))
      return { tenant: 'default', unverified: false }
    return {
      code: 'unauthenticated',
      detail:
        "The source's token is missing or wrong. Send it as Authorization: Bearer, as Basic password, or in X-Tocsin-Token.",
    }
  }
  if (auth === 'loopback') return { tenant: 'default', unverified: signed }
  const key = bearerOf(request.headers.get('authorization') ?? undefined) ?? basicPassword(request)
  const row = key === null ? null : await keys.find(key)
  if (row === null) return noValidKey(key !== null)
  if (!row.scopes.includes('ingest') && !row.scopes.includes('admin')) {
    return { code: 'forbidden', detail: 'This needs a key with scope "ingest".' }
  }
  return { tenant: row.tenant, unverified: false }
}

/** Every place where a source can put its token (D37). */
function tokensOf(request: Request): string[] {
  const given = [
    bearerOf(request.headers.get('authorization') ?? undefined),
    basicPassword(request),
    request.headers.get('x-tocsin-token'),
    request.headers.get('x-alertd-token'),
    new URL(request.url).searchParams.get('token'),
  ]
  return given.filter((token) => token !== null)
}

function basicPassword(request: Request): string | null {
  const encoded = /^Basic +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (encoded === undefined) return null
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : null
}

/** Compares in constant time; hashing makes the lengths equal and tells nothing of them. */
export const sameText = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
