/**
 * A real sshd on a free loopback port with host and user keys of its own, and a `systemctl` before all others on the
 * PATH of its sessions: it knows only the services it is given, and restarts a real process for each.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from './child.ts'

export interface SshPeer {
  readonly port: number
  readonly username: string
  /** The user's private key, OpenSSH form, and where it lies. */
  readonly privateKey: string
  readonly privateKeyFile: string
  /** The host's public key, `ssh-ed25519 AAAA…`. */
  readonly hostKey: string
  /** `SHA256:…`, as ssh-keygen prints it. */
  readonly fingerprint: string
  /** Process id of a service now; null when it does not run. */
  pidOf(service: string): number | null
  /** Every command line that `systemctl` got, in order. */
  calls(): string[]
  /** Makes `systemctl restart` of a service do this instead: a piece of shell. */
  onRestart(service: string, script: string): void
  /** Makes the restarted process end at once, so that `is-active` says no. */
  dieAtOnce(service: string): void
  /** Ends every session, not the server: what a broken line looks like. */
  dropSessions(): void
  close(): Promise<void>
}

export async function sshPeer(services: readonly string[]): Promise<SshPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-sshd-'))
  const at = (name: string) => join(folder, name)
  const [bin, state] = [at('bin'), at('state')]
  for (const made of [bin, state]) mkdirSync(made)
  for (const name of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)])
  writeFileSync(at('authorized_keys'), readFileSync(at('user.pub')))
  for (const service of services) writeFileSync(join(state, `${service}.known`), '')
  writeFileSync(join(bin, 'systemctl'), standInSystemctl(state))
  chmodSync(join(bin, 'systemctl'), 0o755)

  // As root sshd wants this folder; it is empty and belongs to the system.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const port = await freePort()
  writeFileSync(
    at('config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `PidFile ${at('pid')}`,
      `AuthorizedKeysFile ${at('authorized_keys')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'UsePAM no',
      'StrictModes no',
      'LogLevel ERROR',
      `SetEnv PATH=${bin}:/usr/local/bin:/usr/bin:/bin`,
    ].join('\n'),
  )
  const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', at('config')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await listening(port, server, () => said)

  const read = (name: string) => (existsSync(join(state, name)) ? readFileSync(join(state, name), 'utf8') : '')
  const pidOf = (service: string): number | null => {
    const pid = Number(read(`${service}.pid`))
    return pid > 0 && existsSync(`/proc/${pid}`) ? pid : null
  }
  return {
    port,
    username: userInfo().username,
    privateKey: readFileSync(at('user'), 'utf8'),
    privateKeyFile: at('user'),
    hostKey: readFileSync(at('host.pub'), 'utf8').split(' ').slice(0, 2).join(' '),
    fingerprint: execFileSync('ssh-keygen', ['-lf', at('host.pub')], { encoding: 'utf8' }).split(' ')[1] ?? '',
    pidOf,
    calls: () => read('calls').split('\n').filter(Boolean),
    onRestart: (service, script) => writeFileSync(join(state, `${service}.script`), script),
    dieAtOnce: (service) => writeFileSync(join(state, `${service}.dies`), ''),
    dropSessions: () => {
      for (const child of childrenOf(server.pid ?? 0)) end(child)
    },
    close: async () => {
      for (const child of childrenOf(server.pid ?? 0)) end(child)
      if (server.exitCode === null && server.signalCode === null) {
        const ended = new Promise((resolve) => server.once('exit', resolve))
        server.kill('SIGKILL')
        await ended
      }
      for (const service of services) {
        const pid = pidOf(service)
        if (pid !== null) end(pid)
      }
      rmSync(folder, { recursive: true })
    },
  }
}

/** Strict: two verbs, one known unit, nothing else. What it starts is a real process with a process id to look at. */
const standInSystemctl = (state: string): string => `#!/bin/sh
echo "$*" >> '${state}/calls'
[ $# -eq 2 ] || { echo "stand-in systemctl: 2 arguments wanted, got $#" >&2; exit 64; }
unit="$2"
if [ ! -e '${state}/'"$unit.known" ]; then
  [ "$1" = is-active ] && { echo inactive; exit 4; }
  echo "Failed to $1 $unit.service: Unit $unit.service not found." >&2
  exit 5
fi
pidfile='${state}/'"$unit.pid"
case "$1" in
  restart)
    [ -e '${state}/'"$unit.script" ] && { . '${state}/'"$unit.script"; }
    [ -e "$pidfile" ] && kill "$(cat "$pidfile")" 2>/dev/null
    if [ -e '${state}/'"$unit.dies" ]; then rm -f "$pidfile"; exit 0; fi
    setsid sleep 600 >/dev/null 2>&1 </dev/null &
    echo $! > "$pidfile"
    exit 0;;
  is-active)
    if [ -e "$pidfile" ] && kill -0 "$(cat "$pidfile")" 2>/dev/null; then echo active; exit 0; fi
    echo inactive; exit 3;;
  *) echo "stand-in systemctl: unknown verb $1" >&2; exit 64;;
esac
`

/** A process that is gone already is as good as ended. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child ? [child] : []))

/** Waits for the first connection that is accepted, or the end of the server. */
async function listening(port: number, server: ChildProcess, said: () => string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`sshd ended at once: ${said()}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => setTimeout(resolve, 20, false))
    })
    if (open) return
  }
}
