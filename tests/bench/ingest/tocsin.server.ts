/** Ours: the API role as `tocsin api` runs it, on the database of `DATABASE_URL`. Prints its port. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readConfig } from '../../../engine/config.ts'
import { createLog } from '../../../engine/observability/log.ts'
import { startProcess } from '../../../engine/process/start-process.ts'

const config = readConfig({
  ...process.env,
  HOST: '127.0.0.1',
  // A role by itself makes none of its own (D31).
  TOCSIN_MASTER_KEY: randomBytes(32).toString('base64'),
  TOCSIN_RULES: join(import.meta.dirname, 'rules'),
})
const running = await startProcess({ ...config, port: 0 }, ['api'], createLog('warn'))
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)))
console.log(JSON.stringify({ port: Number(new URL(running.url ?? '').port) }))
