import type { EscalateInput, EscalateResult } from '../dsl/model/activity.ts'
import { reasonNotToEscalate } from '../dsl/model/skip.ts'
import { onCall, targetName } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import { isMuted, muted, readLive, skipped } from './incident.ts'
import { pageStep } from './page-step.ts'

/** Step `escalate`: pages the level that the ladder has reached, or the one named, unless someone has the incident (D5, D116). */
export async function escalate(world: World, input: EscalateInput): Promise<EscalateResult> {
  const live = await readLive(world, input)
  const reason = reasonNotToEscalate(live)
  if (reason) return { ...skipped(reason), level: 0 }
  if (isMuted(live)) return { ...muted, level: 0 }

  const { tenant, via, highest_paged, first_paged_at } = input
  const target = targetName(world, { kind: 'handle', name: input.target }, input.message, live)
  const level =
    input.level ??
    (await world.directory.levelReached({ tenant, target, highest_paged, first_paged_at, now: world.now() }))
  const paged = await onCall(world, { tenant, target, via, level })
  const deliveries = await pageStep(world, input, live, [paged], { ...paged, target })
  return { status: 'sent', reason: null, deliveries, level: paged.level }
}
