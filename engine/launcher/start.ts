/**
 * `npm start`: one supervisor with two children, the Temporal server and the one `tocsin` process (D31). Whatever ends
 * it, nothing that it started stays: signals stop the children in order, and a killed supervisor is noticed by them.
 */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type LauncherConfig, launcherConfig, startedByBootstrap } from '../config-launcher.ts'
import { supervisorMs } from '../process/stop-times.ts'
import { CannotStart, tellFailure } from './cannot-start.ts'
import { lockDataFolder } from './data-lock.ts'
import { lookFirst } from './look-first.ts'
import { deadLinks, deadMailServers } from './outside.ts'
import { requireFree } from './ports.ts'
import { seedRules } from './rules-folder.ts'
import { announce, ownUrl } from './running-address.ts'
import { type Supervised, supervise } from './supervised.ts'
import { findTemporal } from './temporal-binary.ts'
import { startTemporalServer, type TemporalServer } from './temporal-server.ts'
import { spawnTocsin, untilReady } from './tocsin-process.ts'
import { buildWebApp } from './web-build.ts'
import { mailWarning, welcome } from './welcome.ts'

const report = (line: string) => process.stderr.write(`${line}\n`)

/** What is up, in order of starting; stopped in the reverse order. */
const running: { stop(): Promise<void> }[] = []
let stopping: Promise<void> | null = null

/** Stops everything once, however often it is asked. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    while (running.length > 0) await running.pop()?.stop()
  })()
  return stopping
}

/**
 * Is stopped in its turn also when that is asked for while it comes up. What does not come up in time is left behind: its
 * guard ends it as soon as this process is gone.
 */
function stopLater<T extends object>(starting: Promise<T>, stop: (started: T) => Promise<void>): Promise<T> {
  running.push({
    stop: async () => {
      const started = await Promise.race([starting, setTimeout(15_000, null)]).catch(() => null)
      if (started) await stop(started)
    },
  })
  return starting
}

async function temporal(config: LauncherConfig): Promise<Pick<TemporalServer, 'address' | 'uiUrl'> | null> {
  if (config.temporal.address) {
    report(`Using the Temporal server at ${config.temporal.address}.`)
    return null
  }
  const binary = await findTemporal(config, report)
  report(`Starting Temporal ${binary.server} (from ${binary.origin}) …`)
  return stopLater(startTemporalServer(config, binary, report), (server) => server.stop())
}

async function start(config: LauncherConfig): Promise<void> {
  const lock = lockDataFolder(config.dataDir)
  running.push({ stop: async () => lock.release() })
  await requireFree(config.port, config.host, 'PORT', 'the API and web app')
  if (config.rulesAreOurs && (await seedRules(config.rules))) report(`Put the starter rules into ${config.rules}.`)
  await lookFirst(config)
  await buildWebApp(report)
  const mail = deadMailServers(config)
  const server = await temporal(config)
  if (stopping) return
  const tocsin: Promise<Supervised> = supervise({
    name: 'tocsin',
    report,
    spawn: () =>
      spawnTocsin({
        TOCSIN_DATA_DIR: config.dataDir,
        TOCSIN_RULES: config.rules,
        ...(server && { TEMPORAL_ADDRESS: server.address, TEMPORAL_UI_URL: config.temporal.uiUrl ?? server.uiUrl }),
      }),
    ready: untilReady,
  }).catch(() => {
    // It has said itself why, in lines of its own.
    throw new CannotStart('Tocsin did not start.', 'mend what the lines above name, then start again.')
  })
  await stopLater(tocsin, (child) => child.stop(supervisorMs))
  if (stopping) return
  const app = ownUrl(config)
  const withdraw = announce(config.dataDir, app)
  running.push({ stop: async () => withdraw() })
  report(
    welcome({
      app,
      temporalUi: server?.uiUrl ?? config.temporal.uiUrl,
      rules: config.rules,
      dataDir: config.dataDir,
      warning: deadLinks(config),
      keyFile: config.auth === 'required' && config.adminKey === null ? join(config.dataDir, 'admin.key') : null,
    }),
  )
  // Tocsin runs without it, so nothing waits for the answer.
  void mail.then((faults) => {
    for (const fault of faults) report(mailWarning(fault))
  })
}

async function end(code: number): Promise<never> {
  await stopAll()
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!stopping) report('\nStopping …')
    void end(0)
  })
// Whoever read what we say reads no more (`| head`, a terminal that is gone): the same as being asked to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void end(0))
// The bootstrap that started us is gone without a signal.
if (startedByBootstrap()) process.on('disconnect', () => void end(0))

try {
  await start(launcherConfig())
} catch (error) {
  if (!stopping) report(tellFailure(error))
  await end(stopping ? 0 : 1)
}
