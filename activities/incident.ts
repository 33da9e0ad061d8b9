/** Re-reading the incident just before acting (D5, D23). */
import type { NotifyResult, ReadResult, StepContext } from '../dsl/model/activity.ts'
import type { SkipReason } from '../dsl/model/skip.ts'
import type { World } from './delivery/world.ts'

/** Only what a step's context is made of: the journal gets no message, no parameters. */
export const readLive = (world: World, input: StepContext): Promise<ReadResult> =>
  world.journal.readIncident({
    tenant: input.tenant,
    run_id: input.run_id,
    incident_id: input.incident_id,
    workflow_id: input.workflow_id,
    rule: input.rule,
    step: input.step,
    key: input.key,
    after_resolve: input.after_resolve,
  })

/** Every alert that is not over is silenced. Alerts beyond those that facts hold count as not silenced: better one page too many. */
export function isMuted({ incident }: ReadResult): boolean {
  const open = incident.alerts.filter(({ status }) => status !== 'resolved')
  return (
    open.length > 0 && incident.count <= incident.alerts.length && open.every(({ status }) => status === 'suppressed')
  )
}

export const skipped = (reason: SkipReason): NotifyResult => ({ status: 'skipped', reason, deliveries: [] })
export const muted: NotifyResult = { status: 'muted', reason: 'silenced', deliveries: [] }
