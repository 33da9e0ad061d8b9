import type { NotifyInput, NotifyResult } from '../dsl/model/activity.ts'
import { reasonToSkip } from '../dsl/model/skip.ts'
import { pageMessage } from './build-message.ts'
import { pageAll } from './delivery/page-all.ts'
import { onCall, targetName } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import { isMuted, muted, readLive, skipped } from './incident.ts'

/** Step `notify`: tells people and rooms, each once, by each connection in `via`, else by their own contacts (D115). */
export async function notify(world: World, input: NotifyInput): Promise<NotifyResult> {
  const live = await readLive(world, input)
  const reason = reasonToSkip(live, input)
  if (reason) return skipped(reason)
  if (isMuted(live)) return muted

  const { tenant, incident_id, run_id, step, key, via } = input
  const names = new Set(input.targets.map((target) => targetName(world, target, input.message, live)))
  const paged = await Promise.all([...names].map((target) => onCall(world, { tenant, target, via, level: 1 })))
  const { message, resolve } = pageMessage(world, input, input.message, live)
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const deliveries = await pageAll(
    world,
    { tenant, incident_id, run_id, step, key, resolve, earlier },
    { paged, via, attemptsLeft: input.attempts_left ?? 0 },
    message,
  )
  return { status: 'sent', reason: null, deliveries }
}
