/** Re-reading the incident just before acting: what resolved by itself pages nobody (D5), what is silenced stays so (D23). */
import type { NotifyResult, ReadResult, StepContext } from '../dsl/model/activity.ts'
import type { World } from './delivery/world.ts'

export type SkipReason = 'acknowledged' | 'resolved'

/** Only what a step's context is made of: the journal gets no message, no parameters. */
export const readLive = (world: World, input: StepContext): Promise<ReadResult> =>
  world.journal.read({
    tenant: input.tenant,
    run_id: input.run_id,
    incident_id: input.incident_id,
    workflow_id: input.workflow_id,
    rule: input.rule,
    step: input.step,
    key: input.key,
    after_resolve: input.after_resolve,
  })

/** `notify` and `run` are pointless once it is over, unless the run itself waited for that. */
export const reasonToSkip = (live: ReadResult, { after_resolve }: StepContext): SkipReason | null =>
  live.resolved && !after_resolve ? 'resolved' : null

/** `escalate` is pointless as soon as someone has it. */
export const reasonNotToEscalate = (live: ReadResult): SkipReason | null =>
  live.resolved ? 'resolved' : live.acknowledged ? 'acknowledged' : null

/** Every alert that is not over is silenced. Alerts beyond those that facts hold count as not silenced: better one page too many. */
export function isMuted({ incident }: ReadResult): boolean {
  const open = incident.alerts.filter(({ status }) => status !== 'resolved')
  return (
    open.length > 0 && incident.count <= incident.alerts.length && open.every(({ status }) => status === 'suppressed')
  )
}

export const skipped = (reason: SkipReason): NotifyResult => ({ status: 'skipped', reason, deliveries: [] })
export const muted: NotifyResult = { status: 'muted', reason: 'silenced', deliveries: [] }
