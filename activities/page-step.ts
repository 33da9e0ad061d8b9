import type { DeliveryResult, EscalateInput, NotifyInput, ReadResult } from '../dsl/model/activity.ts'
import { pageMessage } from './build-message.ts'
import { pageAll } from './delivery/page-all.ts'
import type { Paged } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'

/**
 * How `notify` and `escalate` end: those found are paged in the words of the step.
 * @throws {ApplicationFailure} as `pageAll` does
 */
export async function pageStep(
  world: World,
  input: NotifyInput | EscalateInput,
  live: ReadResult,
  paged: readonly Paged[],
): Promise<DeliveryResult[]> {
  const { tenant, incident_id, run_id, step, key, via } = input
  const { message, resolve } = pageMessage(world, input, input.message, live)
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  return pageAll(
    world,
    { tenant, incident_id, run_id, step, key, resolve, earlier },
    { paged, via, attemptsLeft: input.attempts_left ?? 0 },
    message,
  )
}
