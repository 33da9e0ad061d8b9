/** Stores a batch; where that fails, finds out which request is to blame, so that only that one fails (D30). */
import { isContention, isUnavailable } from '../store/errors.ts'
import type { Ingested } from './contract.ts'
import { ingest, type Request } from './ingest.ts'
import type { PipelineParts } from './settings.ts'
import { spool } from './spool.ts'

export type Stored = PromiseSettledResult<readonly Ingested[]>

/** Settles each request by itself, in order; never rejects. */
export async function flush(parts: PipelineParts, requests: readonly Request[]): Promise<readonly Stored[]> {
  try {
    const answers = await ingest(parts, requests)
    return answers.map((value) => ({ status: 'fulfilled', value }))
  } catch (error) {
    // Nobody's fault: the same requests may come again.
    if (isUnavailable(error) || isContention(error)) return requests.map(() => ({ status: 'rejected', reason: error }))
    if (requests.length === 1) return [await refuse(parts, requests[0] as Request, error)]
    const middle = requests.length >> 1
    return [...(await flush(parts, requests.slice(0, middle))), ...(await flush(parts, requests.slice(middle)))]
  }
}

async function refuse(parts: PipelineParts, { scope, events }: Request, error: unknown): Promise<Stored> {
  // The database's refusal or a fault of ours: the error says which.
  const about = { tenant: scope.tenant, events: events.length, error }
  try {
    const file = await spool(parts.spoolFolder, { tenant: scope.tenant, events, at: parts.now(), error })
    parts.log.error({ ...about, file }, 'A request could not be stored; its events are kept in a file')
  } catch (spoolError) {
    parts.log.error(
      { ...about, spoolError },
      'A request could not be stored, and its events could not be kept in a file either',
    )
  }
  return { status: 'rejected', reason: error }
}
