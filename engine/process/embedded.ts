/** What the supervisor of `npm start` runs: API and worker in one process. */
import { clean } from '../observability/log.ts'
import { runProcess } from './main.ts'

try {
  await runProcess(['api', 'worker'])
} catch (error) {
  const message = clean(error instanceof Error ? error.message : String(error))
  process.stderr.write(`${message}\n`)
  process.send?.({ kind: 'failed', message })
  process.exit(1)
}
