/**
 * `npm start`: one supervisor with two children, the Temporal server and the one `tocsin` process (D31). Whatever ends
 * it, nothing that it started stays: signals stop the children in order, and a killed supervisor is noticed by them.
 */
import { join } from 'node:path'
import { type LauncherConfig, launcherConfig, startedByBootstrap } from '../config-launcher.ts'
import { CannotStart, tellFailure } from './cannot-start.ts'
import { lockDataFolder } from './data-lock.ts'
import { requireFree } from './ports.ts'
import { seedRules } from './rules-folder.ts'
import { type Supervised, supervise } from './supervised.ts'
import { findTemporal } from './temporal-binary.ts'
import { startTemporalServer, type TemporalServer } from './temporal-server.ts'
import { spawnTocsin, untilReady } from './tocsin-process.ts'
import { buildWebApp } from './web-build.ts'
import { welcome } from './welcome.ts'

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

async function temporal(config: LauncherConfig): Promise<Pick<TemporalServer, 'address' | 'uiUrl'> | null> {
  if (config.temporal.address) {
    report(`Using the Temporal server at ${config.temporal.address}.`)
    return null
  }
  const binary = await findTemporal(config, report)
  report(`Starting Temporal ${binary.server} (from ${binary.origin}) …`)
  const server = await startTemporalServer(config, binary, report)
  running.push(server)
  return server
}

async function start(config: LauncherConfig): Promise<void> {
  const lock = lockDataFolder(config.dataDir)
  running.push({ stop: async () => lock.release() })
  await requireFree(config.port, config.host, 'PORT', 'the API and web app')
  if (config.rulesAreOurs && (await seedRules(config.rules))) report(`Put the starter rules into ${config.rules}.`)
  await buildWebApp(report)
  const server = await temporal(config)
  const tocsin: Supervised = await supervise({
    name: 'tocsin',
    report,
    spawn: () =>
      spawnTocsin({
        TOCSIN_DATA_DIR: config.dataDir,
        TOCSIN_RULES: config.rules,
        ...(server && { TEMPORAL_ADDRESS: server.address, TEMPORAL_UI_URL: config.temporal.uiUrl ?? server.uiUrl }),
      }),
    ready: untilReady,
  }).catch((error: Error) => {
    throw new CannotStart(`${error.message}.`, 'mend what the lines above name, then start again.')
  })
  running.push({ stop: () => tocsin.stop(15_000) })
  const host = ['0.0.0.0', '::', '127.0.0.1'].includes(config.host) ? 'localhost' : config.host
  report(
    welcome({
      app: `http://${host}:${config.port}`,
      temporalUi: server?.uiUrl ?? config.temporal.uiUrl,
      rules: config.rules,
      dataDir: config.dataDir,
      keyFile: config.auth === 'required' && config.adminKey === null ? join(config.dataDir, 'admin.key') : null,
    }),
  )
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
// The bootstrap that started us is gone without a signal.
if (startedByBootstrap()) process.on('disconnect', () => void end(0))

try {
  await start(launcherConfig())
} catch (error) {
  if (!stopping) report(tellFailure(error))
  await end(stopping ? 0 : 1)
}
