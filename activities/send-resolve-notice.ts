import type { NotifyResult, ReadResult, ResolveNoticeInput, StepContext } from '../dsl/model/activity.ts'
import { standardMessage } from './build-message.ts'
import { deliver, type Mailing } from './delivery/deliver.ts'
import { settle } from './delivery/settle.ts'
import { toldOf } from './delivery/told.ts'
import type { World } from './delivery/world.ts'
import type { DeliveryRecord } from './dependencies.ts'
import { readLive, skipped } from './incident.ts'

const step = 'resolve_notice'

/**
 * Tells everybody whom the incidents told that they are over, once per (connection, target) also where several of them told
 * the same people, except where the step said `with { resolve: false }` (D6). Silences don't hold it back.
 * An incident that is active again since the notice was ordered is left out, for good: it orders its own when it ends again.
 * The first of those still over speaks for all.
 */
export async function sendResolveNotice(world: World, input: ResolveNoticeInput): Promise<NotifyResult> {
  const { tenant, incident_id, workflow_id, also = [] } = input
  const incidents = await Promise.all([incident_id, ...also].map((id) => look(world, input, id)))
  const over = incidents.filter(({ live }) => live.resolved)
  const [speaker] = over
  if (speaker === undefined) return skipped('active')
  const earlier = over.flatMap((incident) => incident.earlier)
  const told = toldOf(earlier.filter((record) => record.step !== step)).filter(({ resolve }) => resolve)

  const origin = { tenant, incident_id: speaker.id, rule: speaker.live.rule ?? null }
  const message = standardMessage(world, origin, speaker.live, 'resolve')
  const run_id = speaker.run_id || null
  const key = `${workflow_id}/${step}`
  const mailing: Mailing = { tenant, incident_id: speaker.id, run_id, step, key, resolve: false, earlier }
  const attempted = await Promise.all(
    told.map(async ({ target, connection, address }) => [
      await deliver(world, mailing, target, { connection, address }, message),
    ]),
  )
  return { status: 'sent', reason: null, deliveries: settle(attempted) }
}

interface Looked {
  readonly id: string
  readonly live: ReadResult
  readonly earlier: readonly DeliveryRecord[]
  /** '' when no run of it sent anything. */
  readonly run_id: string
}

async function look(world: World, { tenant, workflow_id }: ResolveNoticeInput, id: string): Promise<Looked> {
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id: id })
  const run_id = earlier.find((record) => record.run_id !== null)?.run_id ?? ''
  const key = `${workflow_id}/${step}`
  const context: StepContext = {
    tenant,
    incident_id: id,
    workflow_id,
    run_id,
    rule: '',
    step,
    key,
    after_resolve: true,
  }
  return { id, live: await readLive(world, context), earlier, run_id }
}
