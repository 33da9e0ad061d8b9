import type { NotifyResult, UpdateInput } from '../dsl/model/activity.ts'
import { changeText } from '../dsl/model/page-text.ts'
import { standardMessage } from './build-message.ts'
import { deliver, type Mailing } from './delivery/deliver.ts'
import { settle } from './delivery/settle.ts'
import { toldOf } from './delivery/told.ts'
import type { World } from './delivery/world.ts'
import { isMuted, muted, readLive, skipped } from './incident.ts'

/** Tells those who know of the incident what changed, by the way they were told before (D25, D86). */
export async function sendUpdate(world: World, input: UpdateInput): Promise<NotifyResult> {
  const live = await readLive(world, input)
  if (live.resolved) return skipped('resolved')
  if (isMuted(live)) return muted
  const { tenant, incident_id, run_id, step, key } = input
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const standard = standardMessage(world, input, live, 'update')
  const message = { ...standard, body: `${changeText(input, live)}\n\n${standard.body}`.trim() }
  const attempted = await Promise.all(
    toldOf(earlier).map(async ({ target, connection, address, resolve }) => {
      const mailing: Mailing = { tenant, incident_id, run_id, step, key, resolve, earlier }
      return [await deliver(world, mailing, target, { connection, address }, message)]
    }),
  )
  return { status: 'sent', reason: null, deliveries: settle(attempted, input.attempts_left) }
}
