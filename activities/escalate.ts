import type { EscalateInput, EscalateResult } from '../dsl/model/activity.ts'
import { reasonNotToEscalate } from '../dsl/model/skip.ts'
import { pageMessage } from './build-message.ts'
import { pageAll } from './delivery/page-all.ts'
import { onCall, targetName } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import { isMuted, muted, readLive, skipped } from './incident.ts'

/** Step `escalate`: pages the level that the ladder has reached, or the one named, unless someone has the incident (D5, D116). */
export async function escalate(world: World, input: EscalateInput): Promise<EscalateResult> {
  const live = await readLive(world, input)
  const reason = reasonNotToEscalate(live)
  if (reason) return { ...skipped(reason), level: 0 }
  if (isMuted(live)) return { ...muted, level: 0 }

  const { tenant, incident_id, run_id, step, key, via, highest_paged, first_paged_at } = input
  const target = targetName(world, { kind: 'handle', name: input.target }, input.message, live)
  const level =
    input.level ??
    (await world.directory.levelReached({ tenant, target, highest_paged, first_paged_at, now: world.now() }))
  const paged = await onCall(world, { tenant, target, via, level })
  const { message, resolve } = pageMessage(world, input, input.message, live)
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const deliveries = await pageAll(
    world,
    { tenant, incident_id, run_id, step, key, resolve, earlier },
    { paged: [paged], via, attemptsLeft: input.attempts_left ?? 0 },
    message,
  )
  return { status: 'sent', reason: null, deliveries, level: paged.level }
}
