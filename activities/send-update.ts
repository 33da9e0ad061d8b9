import type { NotifyResult, ReadResult, UpdateInput } from '../dsl/model/activity.ts'
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
  const message = { ...standard, body: `${whatChanged(input.change, live)}\n\n${standard.body}`.trim() }
  const attempted = await Promise.all(
    toldOf(earlier).map(async ({ target, connection, address, resolve }) => {
      const mailing: Mailing = { tenant, incident_id, run_id, step, key, resolve, earlier }
      return [await deliver(world, mailing, target, { connection, address }, message)]
    }),
  )
  return { status: 'sent', reason: null, deliveries: settle(attempted, input.attempts_left) }
}

function whatChanged(change: UpdateInput['change'], { alert, incident }: ReadResult): string {
  if (change === 'severity_raised') return `The severity rose to ${alert?.severity ?? 'unknown'}.`
  return incident.count === 1 ? 'The incident holds 1 alert now.' : `The incident holds ${incident.count} alerts now.`
}
