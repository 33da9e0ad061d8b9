import type { EscalateInput, EscalateResult } from '../dsl/model/activity.ts'
import { pageMessage, wantsResolve } from './build-message.ts'
import type { Mailing } from './delivery/deliver.ts'
import { reach, reachFallback } from './delivery/reach.ts'
import { settle } from './delivery/settle.ts'
import { distinct, onCall, targetName } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import { isMuted, muted, readLive, reasonNotToEscalate, skipped } from './incident.ts'

/** Step `escalate`: pages the next level of a schedule, or the one named, unless someone has the incident (D5, D116). */
export async function escalate(world: World, input: EscalateInput): Promise<EscalateResult> {
  const live = await readLive(world, input)
  const reason = reasonNotToEscalate(live)
  if (reason) return { ...skipped(reason), level: 0 }
  if (isMuted(live)) return { ...muted, level: 0 }

  const { tenant, incident_id, run_id, step, key } = input
  const target = targetName(world, { kind: 'handle', name: input.target }, input.message, live)
  const asked = { tenant, target, via: input.via, level: input.level ?? input.highest_paged + 1 }
  const paged = await onCall(world, asked)
  const message = pageMessage(world, input, input.message, live)
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const resolve = wantsResolve(world, input.message, live)
  const mailing: Mailing = { tenant, incident_id, run_id, step, key, resolve, earlier }
  const attempted = await Promise.all(
    distinct(paged.recipients).map((recipient) =>
      paged.fallback
        ? reachFallback(world, mailing, recipient, message)
        : reach(world, mailing, recipient, input.via, message),
    ),
  )
  return { status: 'sent', reason: null, deliveries: settle(attempted, input.attempts_left), level: paged.level }
}
