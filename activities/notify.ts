import type { NotifyInput, NotifyResult } from '../dsl/model/activity.ts'
import { pageMessage, wantsResolve } from './build-message.ts'
import type { Attempted, Mailing } from './delivery/deliver.ts'
import { reach, reachFallback } from './delivery/reach.ts'
import { settle } from './delivery/settle.ts'
import { distinct, onCall, targetName } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import type { Recipient } from './dependencies.ts'
import { DeliveryError } from './failure.ts'
import { isMuted, muted, readLive, reasonToSkip, skipped } from './incident.ts'

/** Step `notify`: tells people and rooms, each once, by each connection in `via`, else by their own contacts (D115). */
export async function notify(world: World, input: NotifyInput): Promise<NotifyResult> {
  const live = await readLive(world, input)
  const reason = reasonToSkip(live, input)
  if (reason) return skipped(reason)
  if (isMuted(live)) return muted

  const { tenant, incident_id, run_id, step, key, via } = input
  const found: Recipient[] = []
  const fallback: Recipient[] = []
  const unknown: Attempted[] = []
  for (const name of new Set(input.targets.map((target) => targetName(world, target, input.message, live)))) {
    try {
      const paged = await onCall(world, { tenant, target: name, via, level: 1 })
      ;(paged.fallback ? fallback : found).push(...paged.recipients)
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error
      unknown.push({ target: name, connection: via.join(', '), status: 'failed', error: error.message, failure: error })
    }
  }
  const message = pageMessage(world, input, input.message, live)
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const resolve = wantsResolve(world, input.message, live)
  const mailing: Mailing = { tenant, incident_id, run_id, step, key, resolve, earlier }
  const attempted = await Promise.all([
    ...distinct(found).map((recipient) => reach(world, mailing, recipient, via, message)),
    ...distinct(fallback).map((recipient) => reachFallback(world, mailing, recipient, message)),
  ])
  return {
    status: 'sent',
    reason: null,
    deliveries: settle([...attempted, ...unknown.map((one) => [one])], input.attempts_left),
  }
}
