import type { ChildProcess } from 'node:child_process'

/** Back-off between restarts: doubles from 0.5 s to 30 s, starts over after a minute of life. */
const firstDelayMs = 500
const longestDelayMs = 30_000
const healthyAfterMs = 60_000

export interface Supervised {
  /** The current process's id, or null between two lives. */
  pid(): number | null
  /** Ends it (SIGTERM, after `waitMs` SIGKILL) and does not restart it. */
  stop(waitMs: number): Promise<void>
}

export interface Spec {
  readonly name: string
  readonly spawn: () => ChildProcess
  /** Resolves when it works; rejects when it can't. Asked after each spawn. */
  readonly ready: (child: ChildProcess) => Promise<void>
  readonly report: (line: string) => void
}

/**
 * Starts a child and keeps it alive. Resolves when it is ready for the first time; a child that dies before that is a
 * failure to start and is not tried again: what stops it then (a setting, a port) stops it the next time, too.
 */
export async function supervise(spec: Spec): Promise<Supervised> {
  let child: ChildProcess | null = null
  let stopped = false
  let delayMs = firstDelayMs
  let restart: NodeJS.Timeout | undefined

  const live = async (first: boolean): Promise<void> => {
    const own = spec.spawn()
    const bornAt = Date.now()
    child = own
    const ended = new Promise<string>((done) => {
      own.once('error', (error) => done(error.message))
      own.once('exit', (code, signal) => done(signal ?? `exit code ${code}`))
    })
    let isUp = false
    ended.then((how) => {
      if (child === own) child = null
      if (stopped || (first && !isUp)) return
      if (Date.now() - bornAt > healthyAfterMs) delayMs = firstDelayMs
      spec.report(`${spec.name} ended (${how}); starting it again in ${delayMs / 1000} s`)
      // A failed restart has already set the timer of the next one: its child's end came through here.
      restart = setTimeout(() => void live(false).catch(() => {}), delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    })
    const died = ended.then((how) => Promise.reject(new Error(`${spec.name} ended while starting (${how})`)))
    try {
      await Promise.race([spec.ready(own), died])
    } catch (error) {
      // Alive but not ready in time: end it, so that the first start fails and a later one is tried again.
      own.kill('SIGKILL')
      throw error
    }
    isUp = true
    if (!first) spec.report(`${spec.name} is back (process ${own.pid})`)
  }
  await live(true)

  return {
    pid: () => child?.pid ?? null,
    stop: async (waitMs) => {
      stopped = true
      clearTimeout(restart)
      const own = child
      if (!own || own.exitCode !== null || own.signalCode !== null) return
      const gone = new Promise<void>((done) => own.once('exit', () => done()))
      own.kill('SIGTERM')
      const force = setTimeout(() => own.kill('SIGKILL'), waitMs)
      await gone
      clearTimeout(force)
    },
  }
}
