import type { DeliveryResult, EscalateInput, NotifyInput, ReadResult } from '../dsl/model/activity.ts'
import { type Escalated, pageMessage } from './build-message.ts'
import { pageAll } from './delivery/page-all.ts'
import type { Paged } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'

/**
 * How `notify` and `escalate` end: those found are paged in the words of the step.
 * @param escalated whom an `escalate` pages; it is a first page all the same where nobody was paged before
 * @throws {ApplicationFailure} as `pageAll` does
 */
export async function pageStep(
  world: World,
  input: NotifyInput | EscalateInput,
  live: ReadResult,
  paged: readonly Paged[],
  escalated: Escalated | null = null,
): Promise<DeliveryResult[]> {
  const { tenant, incident_id, run_id, step, key, via } = input
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const isFirst = !earlier.some((record) => record.step !== step && record.status === 'sent')
  const risen = escalated && escalated.level === 1 && isFirst ? null : escalated
  const { message, resolve } = pageMessage(world, input, input.message, live, risen)
  return pageAll(
    world,
    { tenant, incident_id, run_id, step, key, resolve, earlier },
    { paged, via, attemptsLeft: input.attempts_left ?? 0 },
    message,
  )
}
