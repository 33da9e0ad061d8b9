import { execFileSync } from 'node:child_process'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createActivities } from '../../../activities/index.ts'
import type { RemediateInput } from '../../../dsl/model/activity.ts'
import { type SshPeer, sshPeer } from '../../support/sshd.ts'
import { alertFacts, context, type FakeEngine, fakeEngine, live } from '../fake-engine.ts'

let engine: FakeEngine
let machine: SshPeer
const settings = () => ({
  host: '127.0.0.1',
  port: String(machine.port),
  username: machine.username,
  private_key: machine.privateKey,
  host_key: machine.fingerprint,
})
const connect = (change: Record<string, string | undefined> = {}) => {
  const entries = Object.entries({ ...settings(), ...change }).filter((entry): entry is [string, string] => !!entry[1])
  engine.configured.web1 = { type: 'ssh', config: Object.fromEntries(entries) }
}
const step = (service_name = 'shop', change: Partial<RemediateInput> = {}): RemediateInput => ({
  ...context,
  name: 'restart_service',
  parameters: { service_name, server: 'web1' },
  ...change,
})
const restart = (service?: string, change?: Partial<RemediateInput>) =>
  createActivities(engine).runRemediation(step(service, change))

beforeEach(async () => {
  engine = fakeEngine()
  machine = await sshPeer(['shop', 'loud', 'shop@1.service'])
  connect()
})
afterEach(() => machine.close())

describe('restart_service', () => {
  test('restarts the process and makes sure that it runs', async () => {
    await restart()
    const first = machine.pidOf('shop')
    const result = await restart()
    expect(result).toEqual({
      ...{ status: 'done', reason: null, ok: true, exit_code: 0, stdout: 'active\n', error: null },
      // What the machine's login shell itself may say (no memory, no locale) is not ours to judge.
      stderr: expect.any(String),
      duration_ms: expect.any(Number),
    })
    expect(first).not.toBeNull()
    expect(machine.pidOf('shop')).not.toBeNull()
    expect(machine.pidOf('shop')).not.toBe(first)
    expect(machine.calls()).toEqual(['restart shop', 'is-active shop', 'restart shop', 'is-active shop'])
  })

  test.each<[form: string, hostKey: () => string]>([
    ['a public key', () => machine.hostKey],
    ['a line of known_hosts', () => `other ssh-rsa AAAA\n[127.0.0.1]:${machine.port} ${machine.hostKey}`],
    ['what ssh-keyscan prints', () => keyscan(machine.port)],
  ])('takes the host key as %s', async (_, hostKey) => {
    connect({ host_key: hostKey() })
    expect(await restart()).toMatchObject({ ok: true })
  })

  test('a key file instead of the key', async () => {
    connect({ private_key: undefined, private_key_file: machine.privateKeyFile })
    expect(await restart()).toMatchObject({ ok: true })
  })

  test('a host key that changed is refused before anything runs', async () => {
    const other = await sshPeer([])
    connect({ host_key: other.fingerprint })
    await other.close()
    await expect(restart()).rejects.toMatchObject({
      type: 'host-key-mismatch',
      nonRetryable: true,
      message: expect.stringContaining(machine.fingerprint),
    })
    expect(machine.calls()).toEqual([])
  })

  test('a wrong key is refused for good and is in no message', async () => {
    const other = await sshPeer([])
    connect({ private_key: other.privateKey })
    await other.close()
    const failure = await restart().catch((error: Error) => error)
    expect(failure).toMatchObject({ type: 'ssh-failed', nonRetryable: true })
    expect(JSON.stringify(failure)).not.toContain(other.privateKey.split('\n')[2])
  })

  test.each<[what: string, change: Record<string, string | undefined>, type: string, says: RegExp]>([
    ['no host key', { host_key: undefined }, 'not-configured', /"host_key"/],
    ['a host key of another machine', { host_key: 'elsewhere ssh-ed25519 AAAA' }, 'not-configured', /"host_key"/],
    ['no private key', { private_key: undefined }, 'not-configured', /"private_key"/],
    ['a key that is none', { private_key: 'not-a-key-at-all' }, 'ssh-failed', /private key/],
  ])('%s is said', async (_, change, type, says) => {
    connect(change)
    const failure = await restart().catch((error: Error) => error)
    expect(failure).toMatchObject({ type, nonRetryable: true, message: expect.stringMatching(says) })
    expect(String(failure)).not.toContain('not-a-key-at-all')
    expect(machine.calls()).toEqual([])
  })

  test('a service that the machine does not know is an outcome, not a crash', async () => {
    expect(await restart('nginx')).toMatchObject({
      ...{ status: 'done', ok: false, exit_code: 5 },
      stderr: expect.stringContaining('nginx.service not found'),
      error: expect.stringContaining('exit code 5'),
    })
    expect(machine.calls()).toEqual(['restart nginx'])
  })

  test('a restart that works on paper only is found by is-active', async () => {
    machine.dieAtOnce('shop')
    expect(await restart()).toMatchObject({ ok: false, exit_code: 3, error: expect.stringContaining('not active') })
  })

  test.each([
    'shop; touch /tmp/pwned',
    '$(reboot)',
    '`id`',
    'a b',
    "a'b",
    'shop\n',
    '-H',
    '--now',
    '',
    '../../etc',
    'x'.repeat(129),
    'шоп',
  ])('the service name %j is refused before connecting', async (name) => {
    await machine.close()
    const failure = restart(name)
    await expect(failure).rejects.toMatchObject({
      type: 'bad-parameters',
      nonRetryable: true,
      message: expect.stringContaining('"service_name"'),
    })
    machine = await sshPeer([])
  })

  test('instances of a unit keep their name', async () => {
    expect(await restart('shop@1.service')).toMatchObject({ ok: true })
  })

  test('huge output is cut at 16 KiB each, between characters', async () => {
    machine.onRestart('loud', `yes 'x€€€' | head -c 3000000\nyes 'é' | tr -d '\\n' | head -c 3000000 >&2\nexit 7\n`)
    const result = await restart('loud')
    expect(result).toMatchObject({ ok: false, exit_code: 7 })
    for (const text of [result.stdout, result.stderr]) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(16_384)
      expect(Buffer.byteLength(text)).toBeGreaterThan(16_380)
      expect(text).not.toContain('\ufffd')
    }
  })

  test('a line that breaks while it works fails and may be tried again', async () => {
    machine.onRestart('shop', 'sleep 30\n')
    const failure = expect(restart()).rejects.toMatchObject({ type: 'ssh-failed', nonRetryable: false })
    await vi.waitFor(() => expect(machine.calls()).toEqual(['restart shop']), 10_000)
    machine.dropSessions()
    await failure
  })

  test('a machine that is away may be tried again', async () => {
    await machine.close()
    await expect(restart()).rejects.toMatchObject({
      ...{ type: 'ssh-failed', nonRetryable: false },
      message: expect.stringContaining('ECONNREFUSED'),
    })
    machine = await sshPeer([])
  })

  test('a cancelled run closes the connection', async () => {
    machine.onRestart('shop', 'sleep 30\n')
    const environment = new MockActivityEnvironment({ startToCloseTimeoutMs: 60_000 })
    const beats = new Promise((resolve) => environment.once('heartbeat', resolve))
    const running = environment.run(() => restart())
    const failure = expect(running).rejects.toMatchObject({ type: 'ssh-failed' })
    await beats
    await vi.waitFor(() => expect(machine.calls()).toEqual(['restart shop']), 10_000)
    environment.cancel('CANCELLED')
    await failure
  })

  test('an attempt gives up before Temporal starts the next one beside it', async () => {
    machine.onRestart('shop', 'sleep 30\n')
    const environment = new MockActivityEnvironment({ startToCloseTimeoutMs: 3_000 })
    await expect(environment.run(() => restart())).rejects.toMatchObject({
      ...{ type: 'timeout', nonRetryable: false, message: expect.stringContaining('its time was over') },
    })
  })

  test('repairs of one machine are done one after the other', async () => {
    machine.onRestart('shop', 'sleep 0.3\n')
    await Promise.all([restart('shop'), restart('shop@1.service')])
    const [first, second] = machine.calls().map((call) => call.split(' ')[1])
    expect(second).toBe(first)
  })

  test('skipped once the incident is over, unless the run waited for that (D5)', async () => {
    engine.live = live({ resolved: true }, [alertFacts({ status: 'resolved' })])
    expect(await restart()).toMatchObject({ status: 'skipped', reason: 'resolved', ok: false })
    expect(machine.calls()).toEqual([])
    expect(await restart('shop', { after_resolve: true })).toMatchObject({ ok: true })
  })

  test.each<[what: string, change: Partial<RemediateInput>, type: string, says: string]>([
    ['an unknown remediation', { name: 'reboot_all' }, 'not-configured', 'restart_service'],
    ['an unknown server', { parameters: { service_name: 'shop', server: 'web9' } }, 'not-configured', 'web9'],
    ['a server that is no machine', { parameters: { service_name: 'shop', server: 'hook' } }, 'not-configured', 'ssh'],
    ['a missing parameter', { parameters: { service_name: 'shop' } }, 'bad-parameters', '"server"'],
    ['an unknown parameter', { parameters: { service_name: 'shop', server: 'web1', x: 1 } }, 'bad-parameters', '"x"'],
  ])('%s fails at once and says what there is', async (_, change, type, says) => {
    engine.configured.hook = { type: 'webhook', config: {} }
    const failure = restart('shop', change)
    await expect(failure).rejects.toMatchObject({ type, nonRetryable: true, message: expect.stringContaining(says) })
  })
})

const keyscan = (port: number): string =>
  execFileSync('ssh-keyscan', ['-p', String(port), '127.0.0.1'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
