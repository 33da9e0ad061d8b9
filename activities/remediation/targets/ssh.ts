import { readFile } from 'node:fs/promises'
import { NodeSSH } from 'node-ssh'
import * as z from 'zod'
import { flag, port, timeoutMs } from '../../config-fields.ts'
import type { ResolvedConnection } from '../../dependencies.ts'
import { DeliveryError, notConfigured } from '../../failure.ts'
import { redact } from '../../redact.ts'
import { secretsOf, settingsOf } from '../../settings.ts'
import { type Executed, execute } from './execute.ts'
import { fingerprint, trustedKeys } from './host-key.ts'

/** A machine reached by SSH with a key. Its host key must be known; there is no "accept any". */
export const ssh = {
  name: 'ssh',
  title: 'Machine (SSH)',
  config: z.strictObject({
    host: z.string().min(1).meta({ title: 'Host', description: 'Name or address of the machine.' }),
    port: port().default(22).meta({ title: 'Port', description: 'Port of its SSH server.' }),
    username: z.string().min(1).meta({ title: 'User name', description: 'Account to log in with.' }),
    private_key: z.string().optional().meta({ title: 'Private key', description: 'The key itself, PEM or OpenSSH.' }),
    private_key_file: z
      .string()
      .optional()
      .meta({ title: 'Private key file', description: 'Path of the key on the worker, instead of the key itself.' }),
    passphrase: z.string().optional().meta({ title: 'Passphrase', description: 'Of an encrypted private key.' }),
    host_key: z.string().min(1, 'the host key must be known: give what ssh-keyscan or ssh-keygen -lf prints').meta({
      title: 'Host key',
      description: 'SHA256 fingerprint, public key, or lines of known_hosts. Any other key is refused.',
    }),
    sudo: flag().default(false).meta({ title: 'Use sudo', description: 'Runs commands as root by sudo -n.' }),
    timeout_ms: timeoutMs(10_000),
  }),
  secrets: ['private_key', 'passphrase'],
} as const

export interface Machine {
  /** One command with its arguments; no shell syntax is understood. */
  execute(argv: readonly string[]): Promise<Executed>
}

/**
 * Opens the connection for as long as `work` takes.
 * @throws {DeliveryError} `not-configured`, `host-key-mismatch` or `ssh-failed`; no message holds a secret
 */
export async function withSsh<T>(
  connection: ResolvedConnection,
  signal: AbortSignal,
  work: (machine: Machine) => Promise<T>,
): Promise<T> {
  const { host, port, username, host_key, sudo, passphrase, timeout_ms, ...keys } = settingsOf(ssh.config, connection)
  const privateKey = await privateKeyOf(connection.name, keys)
  const trusted = trustedKeys(host_key, host, port)
  if (!trusted) throw notConfigured(`"host_key" of connection "${connection.name}" names no key of ${host}:${port}.`)

  const session = new NodeSSH()
  let offered: string | null = null
  const stop = () => session.dispose()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await session
      .connect({
        ...{
          host,
          port,
          username,
          privateKey,
          readyTimeout: timeout_ms,
          keepaliveInterval: 5_000,
          keepaliveCountMax: 3,
        },
        ...(passphrase !== undefined && { passphrase }),
        ...(trusted.types.length > 0 && { algorithms: { serverHostKey: [...trusted.types] as never } }),
        hostVerifier: (key: Buffer) => {
          if (trusted.accepts(key)) return true
          offered = fingerprint(key)
          return false
        },
      })
      .catch((error: unknown) => {
        throw connectFailure(error, `${username}@${host}:${port}`, offered, secretsOf(ssh.secrets, connection))
      })
    const client = session.connection
    // After the login nobody listens for errors, and one that comes late would end the process; `close` tells the rest.
    client?.on('error', () => undefined)
    if (!client) throw new DeliveryError(`${host}:${port} closed the connection.`, 'later', 'ssh-failed')
    const prefix = sudo ? ['sudo', '-n', '--'] : []
    return await work({ execute: (argv) => execute(client, [...prefix, ...argv], signal) })
  } finally {
    signal.removeEventListener('abort', stop)
    session.dispose()
  }
}

async function privateKeyOf(name: string, keys: { private_key?: string; private_key_file?: string }): Promise<string> {
  if (keys.private_key) return keys.private_key.replaceAll('\\n', '\n')
  if (!keys.private_key_file)
    throw notConfigured(`Connection "${name}" has no key: set "private_key" or "private_key_file".`)
  try {
    return await readFile(keys.private_key_file, 'utf8')
  } catch {
    throw notConfigured(`"private_key_file" of connection "${name}" can't be read.`)
  }
}

function connectFailure(error: unknown, where: string, offered: string | null, secrets: string[]): DeliveryError {
  if (offered !== null) {
    const text = `${where} showed the host key ${offered}, which is not the known one. Nothing was run.`
    return new DeliveryError(text, 'never', 'host-key-mismatch')
  }
  const { message, level } = error as Error & { level?: string }
  if (level === 'client-authentication')
    return new DeliveryError(`${where} refused the login: check user name and private key.`, 'never', 'ssh-failed')
  // node-ssh and ssh2 name the fault of the key, not the key.
  const unreadable = /private key|passphrase|parse/i.test(message)
  const text = unreadable ? `The private key for ${where} can't be used` : `${where} could not be reached`
  return new DeliveryError(`${text}: ${redact(message, secrets)}.`, unreadable ? 'never' : 'later', 'ssh-failed')
}
