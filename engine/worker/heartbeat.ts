import type { Client } from '@temporalio/client'
import type { Log } from '../observability/log.ts'
import { every, type Repeating } from './every.ts'

const answerMs = 2_000

export interface Heartbeat extends Repeating {
  /** Whether Temporal answered when it was last asked. */
  answers(): boolean
}

/** Asks Temporal for a sign of life every `everyMs`, so that health knows of an outage although nothing is to be sent. */
export function startHeartbeat(client: Client, log: Log, everyMs = 2_000): Heartbeat {
  let answers = true
  const beat = every(everyMs, 'Asking Temporal for a sign of life', log, async () => {
    answers = await temporalAnswers(client)
  })
  return { answers: () => answers, stop: beat.stop }
}

/** Whether Temporal answers now, within two seconds. */
export const temporalAnswers = ({ connection }: Client): Promise<boolean> =>
  connection
    .withDeadline(Date.now() + answerMs, () => connection.workflowService.getSystemInfo({}))
    .then(
      () => true,
      () => false,
    )
