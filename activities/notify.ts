import type { NotifyInput, NotifyResult } from '../dsl/model/activity.ts'
import { reasonToSkip } from '../dsl/model/skip.ts'
import { onCall, targetName } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import { isMuted, muted, readLive, skipped } from './incident.ts'
import { pageStep } from './page-step.ts'

/** Step `notify`: tells people and rooms, each once, by each connection in `via`, else by their own contacts (D115). */
export async function notify(world: World, input: NotifyInput): Promise<NotifyResult> {
  const live = await readLive(world, input)
  const reason = reasonToSkip(live, input)
  if (reason) return skipped(reason)
  if (isMuted(live)) return muted

  const { tenant, via } = input
  const names = new Set(input.targets.map((target) => targetName(world, target, input.message, live)))
  const paged = await Promise.all([...names].map((target) => onCall(world, { tenant, target, via, level: 1 })))
  return { status: 'sent', reason: null, deliveries: await pageStep(world, input, live, paged) }
}
