import { type ChildProcess, spawn } from 'node:child_process'

export { freePort } from '../../engine/launcher/ports.ts'

export interface Child {
  readonly pid: number
  /** Everything that it printed so far, both streams. */
  output(): string
  /** Settles when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** Sends the signal (default SIGTERM) and waits for the end; SIGKILL after 20 s. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** Starts a program of the test's own; `stop` it in `afterAll`. */
export function startChild(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Child {
  const child: ChildProcess = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk
  })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  ended.catch(() => undefined)
  if (child.pid === undefined) throw new Error(`${command} could not be started: is it installed?`)
  return {
    pid: child.pid,
    output: () => output,
    ended,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
      child.kill(signal)
      await ended
      clearTimeout(late)
    },
  }
}
