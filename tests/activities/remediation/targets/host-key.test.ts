import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fingerprint, trustedKeys } from '../../../../activities/remediation/targets/host-key.ts'

const key = Buffer.from('the key')
const other = Buffer.from('another key')
const text = key.toString('base64')
const hashed = (host: string) => {
  const salt = Buffer.from('salt')
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(host).digest('base64')}`
}

describe('trustedKeys', () => {
  test.each<[what: string, line: string, port: number]>([
    ['a fingerprint', fingerprint(key), 22],
    ['a public key', `ssh-ed25519 ${text} comment`, 22],
    ['a host', `web ssh-ed25519 ${text}`, 22],
    ['a list of hosts', `db,web,10.0.0.1 ssh-ed25519 ${text}`, 22],
    ['a port', `[web]:2222 ssh-ed25519 ${text}`, 2222],
    ['a wildcard', `*.example,w?b ssh-ed25519 ${text}`, 22],
    ['a hashed host', `${hashed('web')} ssh-ed25519 ${text}`, 22],
    ['a hashed host with port', `${hashed('[web]:2222')} ssh-ed25519 ${text}`, 2222],
    ['comments around', `# mine\n\nweb ssh-ed25519 ${text}\n`, 22],
  ])('accepts %s, and no other key', (_, line, port) => {
    const trusted = trustedKeys(line, 'web', port)
    expect(trusted?.accepts(key)).toBe(true)
    expect(trusted?.accepts(other)).toBe(false)
  })

  test.each<[what: string, line: string]>([
    ['another host', `db ssh-ed25519 ${text}`],
    ['another port', `[web]:2222 ssh-ed25519 ${text}`],
    ['a negated host', `!web,* ssh-ed25519 ${text}`],
    ['a wildcard that is a dot', `w.b ssh-ed25519 ${text}`],
    ['a certificate authority', `@cert-authority web ssh-ed25519 ${text}`],
    ['nonsense', 'yes'],
    ['nothing', ''],
  ])('trusts nothing by %s', (_, line) => expect(trustedKeys(line, 'web', 22)).toBeNull())

  test('a revoked key is refused whatever else says', () => {
    const lines = `web ssh-ed25519 ${text}\n@revoked * ssh-ed25519 ${text}`
    expect(trustedKeys(lines, 'web', 22)?.accepts(key)).toBe(false)
  })

  test('asks the server for the types that are known', () => {
    expect(trustedKeys(`web ssh-rsa ${text}`, 'web', 22)?.types).toEqual(['rsa-sha2-512', 'rsa-sha2-256'])
    expect(trustedKeys(fingerprint(key), 'web', 22)?.types).toEqual([])
  })
})
