import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import type { EndedFromOutside } from '../pipeline/contract.ts'

export type Found =
  /** Temporal does not know it at all. */
  | { readonly state: 'lost' }
  | { readonly state: 'running'; readonly taskQueue: string }
  /** `how` is Temporal's word: `TERMINATED`, `TIMED_OUT`, … */
  | { readonly state: 'ended'; readonly how: string }

/** What Temporal says of a run. Whoever acts on `lost` has read the run's record before it asked (`restartRun`). */
export async function describeRun(client: Client, workflowId: string): Promise<Found> {
  try {
    const { status, taskQueue } = await client.workflow.getHandle(workflowId).describe()
    const open = status.name === 'RUNNING' || status.name === 'PAUSED'
    return open ? { state: 'running', taskQueue } : { state: 'ended', how: status.name }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { state: 'lost' }
    throw error
  }
}

/** How our record ends a run that ended in Temporal without a word: by hand is `cancelled`, all else `failed`. */
export function endedWithoutAWord(found: Exclude<Found, { readonly state: 'running' }>): EndedFromOutside {
  if (found.state === 'lost') return { status: 'failed', message: 'Temporal does not know the run any more.' }
  const status = found.how === 'CANCELLED' || found.how === 'TERMINATED' ? 'cancelled' : 'failed'
  const message = `Temporal had ended the run (${found.how.toLowerCase()}) before it could say so itself.`
  return { status, message }
}
