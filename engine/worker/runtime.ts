import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import type { Log } from '../observability/log.ts'
import { writeSdkEntry } from './sdk-log.ts'

let installed = false

/**
 * Sends what Temporal's SDK says to our log; once a process, before the first connection. Its core is heard from ERROR
 * on: it warns of every retry of every call, and that Temporal is down the dispatcher says once.
 */
export function installRuntime(log: Log): void {
  if (installed) return
  installed = true
  Runtime.install({
    logger: new DefaultLogger('WARN', (entry) => writeSdkEntry(log, entry)),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} },
    },
    // Signals are the process's own business: it stops intake and the pipeline before the worker.
    shutdownSignals: [],
  })
}
