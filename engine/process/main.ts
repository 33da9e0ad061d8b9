/** Runs a role, or both, as a process of its own: until a signal, the end of its supervisor, or a failure. */
import { type Config, readConfig } from '../config.ts'
import { createLog } from '../observability/log.ts'
import { readableLog } from '../observability/readable-log.ts'
import { type Role, startProcess } from './start-process.ts'
import { processMs } from './stop-times.ts'

/**
 * @returns when it takes requests; the process then lives on. With a supervisor it tells it so, and ends with it.
 */
export async function runProcess(roles: readonly Role[], config: Config = readConfig()): Promise<void> {
  const asText = config.logFormat === null ? process.stdout.isTTY : config.logFormat === 'text'
  const log = createLog(config.logLevel, asText ? readableLog(process.stdout) : undefined)
  const running = await startProcess(config, roles, log)
  let stopping = false
  const stop = async (code: number) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(code || 1), processMs).unref()
    await running.stop().catch((error: unknown) => log.error({ err: error }, 'not everything stopped as it should'))
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
  process.on('disconnect', () => void stop(0))
  running.failed.catch(() => stop(1))
  log.info({ roles, url: running.url }, 'tocsin runs')
  process.send?.({ kind: 'ready' })
}
