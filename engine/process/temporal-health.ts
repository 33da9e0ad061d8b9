import { Connection } from '@temporalio/client'
import { temporalAddress } from '../config/addresses.ts'
import type { Config } from '../config.ts'
import type { Report } from '../http/health.ts'
import { connectionOptions } from '../worker/client.ts'
import { temporalAnswers } from '../worker/heartbeat.ts'

/** Asks Temporal whether it serves; for an API process without a worker beside it. */
export function temporalHealth({ temporal }: Config): { ask(): Promise<Report>; close(): Promise<void> } {
  const connection = Connection.lazy(connectionOptions({ ...temporal, address: temporalAddress(temporal) }))
  return {
    ask: async () => ({ status: (await temporalAnswers({ connection })) ? 'ok' : 'down' }),
    close: () => connection.close(),
  }
}
