import type { Client } from '@temporalio/client'
import type { Log } from '../observability/log.ts'
import { every, type Repeating } from './every.ts'
import { isNotFound } from './temporal-fault.ts'

const answerMs = 2_000

export interface Heartbeat extends Repeating {
  /** Whether Temporal answered when it was last asked. */
  answers(): boolean
}

/** Asks Temporal for a sign of life every `everyMs`, so that health knows of an outage although nothing is to be sent. */
export function startHeartbeat(
  client: Client,
  log: Log,
  options: {
    readonly namespace: string
    /** Temporal answers, but its database is another one than before. Called again when it rejects. */
    readonly onForgotten: () => Promise<void>
    readonly everyMs?: number
  },
): Heartbeat {
  let answers = true
  let known: string | null = null
  const beat = every(options.everyMs ?? 2_000, 'Asking Temporal for a sign of life', log, async () => {
    const found = await namespaceId(client, options.namespace)
    answers = found !== null
    if (found === null) return
    if (known !== null && found !== known) {
      log.error({ namespace: options.namespace }, 'Temporal has a new database; it does not know the open runs')
      await options.onForgotten()
    }
    known = found
  })
  return { ...beat, answers: () => answers }
}

/** Made by Temporal when it makes the namespace, so its database's own. Empty: no such namespace; null: no answer. */
async function namespaceId({ connection }: Client, namespace: string): Promise<string | null> {
  try {
    const ask = () => connection.workflowService.describeNamespace({ namespace })
    const { namespaceInfo } = await connection.withDeadline(Date.now() + answerMs, ask)
    return namespaceInfo?.id ?? ''
  } catch (error) {
    return isNotFound(error) ? '' : null
  }
}

/** Whether Temporal answers now, within two seconds. */
export const temporalAnswers = ({ connection }: Pick<Client, 'connection'>): Promise<boolean> =>
  connection
    .withDeadline(Date.now() + answerMs, () => connection.workflowService.getSystemInfo({}))
    .then(
      () => true,
      () => false,
    )
