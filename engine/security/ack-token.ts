import { createHmac, timingSafeEqual } from 'node:crypto'

/** What an acknowledge link says: one person may acknowledge one incident, once, until then. */
export interface AckClaim {
  readonly tenant: string
  readonly incident: string
  /** Whom the link was sent to, as messages name them: `@kim`, `#room`, an address. Acts under this name. */
  readonly person: string
  /** Names this link, so that it is used once only. */
  readonly id: string
  /** Milliseconds since 1970 UTC. */
  readonly expires: number
}

/** How long a link works. */
export const ackLinkMs = 7 * 86_400_000

/**
 * The claim as text for a link: readable by its holder, changeable by nobody.
 * @param key derived from the master key for this purpose only: `deriveKey(master, 'ack-link')`
 */
export function signAck(key: Buffer, claim: AckClaim): string {
  const body = Buffer.from(
    JSON.stringify([1, claim.tenant, claim.incident, claim.person, claim.id, claim.expires]),
  ).toString('base64url')
  return `${body}.${signature(key, body).toString('base64url')}`
}

/** The claim of a genuine link and whether it still holds; nothing of a forged one. */
export function verifyAck(
  key: Buffer,
  token: string,
  now: number,
): { readonly kind: 'genuine' | 'expired'; readonly claim: AckClaim } | { readonly kind: 'forged' } {
  const [body, given, ...more] = token.split('.')
  if (!body || !given || more.length > 0 || token.length > 2_048) return { kind: 'forged' }
  const expected = signature(key, body)
  const bytes = Buffer.from(given, 'base64url')
  // The text is compared too: base64url has more than one spelling of some bytes, and a link has one.
  const same = bytes.length === expected.length && timingSafeEqual(bytes, expected)
  if (!same || bytes.toString('base64url') !== given) return { kind: 'forged' }
  const claim = readClaim(body)
  if (claim === null) return { kind: 'forged' }
  return { kind: claim.expires <= now ? 'expired' : 'genuine', claim }
}

const signature = (key: Buffer, body: string): Buffer => createHmac('sha256', key).update(body).digest()

/** Signed by us, so it is of our form, unless another version signed it. */
function readClaim(body: string): AckClaim | null {
  const parts: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || parts[0] !== 1 || parts.length !== 6) return null
  const [, tenant, incident, person, id, expires] = parts.map(String)
  if (!tenant || !incident || !person || !id || !expires) return null
  return { tenant, incident, person, id, expires: Number(expires) }
}
