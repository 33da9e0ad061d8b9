import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment, type LauncherConfig } from '../config-launcher.ts'
import { CannotStart } from './cannot-start.ts'
import { freePort, requireFree } from './ports.ts'
import { markOf, type ProcessMark, stillRuns, stopProcess } from './processes.ts'
import { type Supervised, supervise } from './supervised.ts'
import type { TemporalBinary } from './temporal-binary.ts'
import { temporalFlags } from './temporal-flags.ts'
import { untilServing } from './temporal-ready.ts'

/** The embedded Temporal server, kept alive. */
export interface TemporalServer {
  readonly address: string
  readonly uiUrl: string
  stop(): Promise<void>
}

/**
 * Starts the Temporal server of a data folder and waits until it serves. A server that an earlier, killed instance left
 * on this folder is stopped first: its database file allows one server only, and its state is all in that file.
 * @throws {CannotStart} when a port is taken or the server does not come up
 */
export async function startTemporalServer(
  config: Pick<LauncherConfig, 'dataDir' | 'temporal'>,
  binary: TemporalBinary,
  report: (line: string) => void,
): Promise<TemporalServer> {
  const { port, uiPort, namespace } = config.temporal
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const pidFile = join(config.dataDir, 'temporal.pid')
  const logFile = join(config.dataDir, 'temporal.log')
  const databaseFile = join(config.dataDir, 'temporal.db')
  await stopLeftover(pidFile, report)

  const start = async (): Promise<Supervised> => {
    await requireFree(port, '127.0.0.1', 'TEMPORAL_PORT', 'the Temporal server')
    await requireFree(uiPort, '127.0.0.1', 'TEMPORAL_UI_PORT', 'the Temporal UI')
    const own = { httpPort: await freePort(), metricsPort: await freePort() }
    const flags = temporalFlags({ port, uiPort, namespace, databaseFile, ...own })
    return supervise({
      name: 'Temporal server',
      report,
      spawn: () => guarded(binary.path, flags, logFile, pidFile),
      ready: () => untilServing(port, namespace, 60_000),
    })
  }
  const child = await startInTries(start, logFile, report).catch((error: Error) => {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(
      error.message,
      `read ${logFile}; if its database is damaged, move ${databaseFile} away: open runs are started again from Tocsin's own.`,
    )
  })
  return {
    address: `127.0.0.1:${port}`,
    uiUrl: `http://127.0.0.1:${uiPort}`,
    stop: async () => {
      await child.stop(10_000)
      rmSync(pidFile, { force: true })
    },
  }
}

/**
 * The server takes some ports for its inner services itself, a moment before it listens on them. Where another program
 * was quicker, it ends, and a new start takes others.
 * @throws an error with the words that the server ended with
 */
async function startInTries(
  start: () => Promise<Supervised>,
  logFile: string,
  report: (line: string) => void,
): Promise<Supervised> {
  for (let tries = 3; ; tries--) {
    const before = sizeOf(logFile)
    try {
      return await start()
    } catch (error) {
      if (error instanceof CannotStart) throw error
      const said = readLog(logFile, before)
      if (tries > 1 && /address already in use|failed assigning ephemeral port/.test(said)) {
        report('Another program took a port of the Temporal server in that moment; starting it again …')
        continue
      }
      throw new Error(`${error instanceof Error ? error.message : error}. ${lastWords(said)}`)
    }
  }
}

/** The server under `guard.ts`; its own id goes into the pid file. A guard that is killed takes the server with it here. */
function guarded(program: string, flags: readonly string[], logFile: string, pidFile: string): ChildProcess {
  const log = openSync(logFile, 'a')
  const guard = spawn(process.execPath, [fileURLToPath(new URL('guard.ts', import.meta.url)), program, ...flags], {
    stdio: ['ignore', log, log, 'ipc'],
    env: childEnvironment({ NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }),
    detached: true,
  })
  closeSync(log)
  let server: ProcessMark | null = null
  guard.on('message', (message: { pid: number }) => {
    server = markOf(message.pid)
    writeFileSync(pidFile, JSON.stringify(server))
  })
  guard.on('exit', () => {
    if (server && stillRuns(server)) process.kill(server.pid, 'SIGKILL')
  })
  return guard
}

async function stopLeftover(pidFile: string, report: (line: string) => void): Promise<void> {
  let mark: ProcessMark
  try {
    mark = JSON.parse(readFileSync(pidFile, 'utf8')) as ProcessMark
  } catch {
    return
  }
  // Without a start time the id could be anybody's by now; then the port check tells.
  if (typeof mark.pid === 'number' && mark.started && stillRuns(mark)) {
    report(`Stopping the Temporal server (process ${mark.pid}) that an earlier start left on this data folder …`)
    await stopProcess(mark, 10_000)
  }
  rmSync(pidFile, { force: true })
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** What was written since the file had this many bytes. */
const readLog = (file: string, from: number): string =>
  sizeOf(file) > from ? readFileSync(file).subarray(from).toString('utf8').trim() : ''

/** What a Go program died of stands before its stack, which is long and tells a user nothing. */
function lastWords(said: string): string {
  if (said === '') return 'It wrote no log.'
  const lines = said.split('\n')
  const stack = lines.findIndex((line) => /^goroutine \d+ /.test(line))
  return `Its last lines:\n${(stack > 0 ? lines.slice(0, stack) : lines).slice(-5).join('\n').trim()}`
}
