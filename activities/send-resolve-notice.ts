import type { NotifyResult, ResolveNoticeInput, StepContext } from '../dsl/model/activity.ts'
import { standardMessage } from './build-message.ts'
import { deliver, type Mailing } from './delivery/deliver.ts'
import { settle } from './delivery/settle.ts'
import { toldOf } from './delivery/told.ts'
import type { World } from './delivery/world.ts'
import { DeliveryError } from './failure.ts'
import { readLive } from './incident.ts'

const step = 'resolve_notice'

/**
 * Tells everybody whom the incident told that it is over, once per (connection, target) also where several incidents of one alert told them, except where the step said
 * `with { resolve: false }` (D6). Silences don't hold it back.
 */
export async function sendResolveNotice(world: World, input: ResolveNoticeInput): Promise<NotifyResult> {
  const { tenant, incident_id, workflow_id } = input
  const incidents = [incident_id, ...(input.also ?? [])]
  const logs = await Promise.all(incidents.map((id) => world.deliveries.ofIncident({ tenant, incident_id: id })))
  const earlier = logs.flat()
  const told = toldOf(earlier.filter((record) => record.step !== step)).filter(({ resolve }) => resolve)
  if (told.length === 0) return { status: 'sent', reason: null, deliveries: [] }

  const run_id = earlier.find((record) => record.run_id !== null)?.run_id ?? ''
  const key = `${workflow_id}/${step}`
  const context: StepContext = { tenant, incident_id, workflow_id, run_id, rule: '', step, key, after_resolve: true }
  const live = await readLive(world, context)
  // An alert joined since the notice was ordered: nobody is told that it is over before it is.
  if (!live.resolved) throw new DeliveryError('The incident is active again.', 'later')
  const message = standardMessage(world, { tenant, incident_id, rule: null }, live, 'resolve')
  const mailing: Mailing = { tenant, incident_id, run_id: run_id || null, step, key, resolve: false, earlier }
  const attempted = await Promise.all(
    told.map(async ({ target, connection, address }) => [
      await deliver(world, mailing, target, { connection, address }, message),
    ]),
  )
  return { status: 'sent', reason: null, deliveries: settle(attempted) }
}
