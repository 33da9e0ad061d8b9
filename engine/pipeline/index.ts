/** Puts the pipeline together. */

import { startAction } from './action.ts'
import { close } from './close.ts'
import { Overloaded, type Pipeline } from './contract.ts'
import { endRun } from './end-run.ts'
import { flush } from './flush.ts'
import { groupCommit } from './group-commit.ts'
import { lifecycle } from './lifecycle.ts'
import { tell } from './listener.ts'
import { reroute } from './reroute.ts'
import { defaultLimits, type PipelineParts } from './settings.ts'

export { onPipelineTimer } from './digest.ts'
export { incidentFacts } from './incident-facts.ts'
export type { PipelineParts } from './settings.ts'

/** A full queue empties in about this time. */
const retryAfterSeconds = 1

export function createPipeline(parts: PipelineParts): Pipeline {
  const limits = { ...defaultLimits, ...parts.limits }
  const queue = groupCommit({
    flush: async (requests: Parameters<typeof flush>[1]) => {
      const started = performance.now()
      const results = await flush(parts, requests)
      const events = requests.reduce((sum, request) => sum + request.events.length, 0)
      const ms = performance.now() - started
      tell(parts.log, () => parts.onBatch?.({ requests: requests.length, events, ms }))
      return results
    },
    weight: ({ events }) => events.length,
    queued: limits.queuedEvents,
    batch: limits.batchEvents,
  })
  return {
    async ingest(scope, events) {
      if (events.length === 0) return []
      const stored = queue.add({ scope, events })
      if (stored === null) throw new Overloaded(retryAfterSeconds)
      return stored
    },
    ...lifecycle(parts),
    startAction: startAction(parts),
    close: close(parts),
    endRun: endRun(parts),
    reroute: reroute(parts),
    drain: () => queue.drain(),
  }
}
