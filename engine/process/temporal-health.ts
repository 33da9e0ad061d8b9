import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { Config } from '../config.ts'
import type { Report } from '../http/health.ts'

const answerMs = 2_000

/** Asks Temporal whether it serves; for an API process without a worker beside it. */
export function temporalHealth(config: Config): { ask(): Promise<Report>; close(): Promise<void> } {
  const address = config.temporal.address ?? `127.0.0.1:${config.temporal.port}`
  const { connectionOptions } = loadClientConnectConfig({
    disableFile: true,
    overrideEnvVars: { ...config.temporal.env, TEMPORAL_ADDRESS: address },
  })
  const connection = Connection.lazy({ ...connectionOptions, address })
  return {
    ask: () =>
      connection
        .withDeadline(Date.now() + answerMs, () => connection.workflowService.getSystemInfo({}))
        .then(
          () => ({ status: 'ok' as const }),
          () => ({ status: 'down' as const }),
        ),
    close: () => connection.close(),
  }
}
