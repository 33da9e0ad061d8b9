/** Which host keys a connection accepts: a fingerprint, a public key, or lines of OpenSSH's known_hosts. */
import { createHash, createHmac } from 'node:crypto'

export interface TrustedKeys {
  accepts(key: Buffer): boolean
  /** Key types to ask the server for; empty when any could be the one that is known. */
  readonly types: readonly string[]
}

/** `SHA256:…` as `ssh-keygen -lf` prints it. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

/**
 * @param text one or more lines, each a fingerprint, `type base64`, or a known_hosts line (its hosts must name ours)
 * @returns null when no line is readable or none is for this host
 */
export function trustedKeys(text: string, host: string, port: number): TrustedKeys | null {
  const prints = new Set<string>()
  const keys: { type: string; key: Buffer }[] = []
  const revoked: Buffer[] = []
  for (const line of text.split(/\r?\n|\\n/)) {
    const words = line.trim().split(/\s+/)
    const [first = ''] = words
    if (first === '' || first.startsWith('#')) continue
    if (/^SHA256:[A-Za-z0-9+/]{43}$/.test(first)) prints.add(first)
    else if (isType(first)) keys.push({ type: first, key: Buffer.from(words[1] ?? '', 'base64') })
    else if (first === '@revoked') revoked.push(Buffer.from(words[3] ?? '', 'base64'))
    // Certificate authorities of hosts are not supported: their line trusts nothing here.
    else if (!first.startsWith('@') && isType(words[1] ?? '') && names(first, host, port))
      keys.push({ type: words[1] ?? '', key: Buffer.from(words[2] ?? '', 'base64') })
  }
  if (prints.size === 0 && keys.length === 0) return null
  return {
    types: prints.size > 0 ? [] : [...new Set(keys.flatMap(({ type }) => signatureTypes(type)))],
    accepts: (key) =>
      !revoked.some((bad) => bad.equals(key)) &&
      (prints.has(fingerprint(key)) || keys.some((known) => known.key.equals(key))),
  }
}

const isType = (word: string): boolean => /^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521))$/.test(word)

/** An RSA key signs with SHA-2 today. */
const signatureTypes = (type: string): string[] => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type])

/** Whether a known_hosts host list (plain, with wildcards, negated, or hashed) names our host. */
function names(list: string, host: string, port: number): boolean {
  const ours = port === 22 ? host : `[${host}]:${port}`
  const patterns = list.split(',')
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1), ours))) return false
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern, ours))
}

function matches(pattern: string, host: string): boolean {
  const [, kind, salt, hash] = pattern.split('|')
  if (kind === '1' && salt && hash)
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(host).digest('base64') === hash
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.')
  return new RegExp(`^${source}$`, 'i').test(host)
}
