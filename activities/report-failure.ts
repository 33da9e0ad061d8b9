import type { FallbackInput } from '../dsl/model/activity.ts'
import { standardMessage } from './build-message.ts'
import type { Mailing } from './delivery/deliver.ts'
import { reachFallback } from './delivery/reach.ts'
import { settle } from './delivery/settle.ts'
import { distinct } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import { readLive } from './incident.ts'
import { manyLines } from './text.ts'

/** A run failed and no `on error` took it: the journal keeps it, the tenant's fallback receiver is told (D18). */
export async function reportFailure(world: World, input: FallbackInput): Promise<void> {
  await world.journal.fallback(input)
  const { tenant, incident_id, run_id, step, rule, code } = input
  const live = await readLive(world, input)
  const standard = standardMessage(world, input, live, 'notice')
  const message = {
    ...standard,
    title: `[TOCSIN] Run of "${rule}" failed: ${standard.title.replace(/^\[TOCSIN\] /, '')}`,
    body: manyLines(input.message),
    url: world.links.run({ tenant, run_id }),
    fields: [
      { name: 'Step', value: step },
      { name: 'Error', value: code },
    ],
  }
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const mailing: Mailing = { tenant, incident_id, run_id, step, key: `${input.key}/failure`, resolve: false, earlier }
  const receivers = distinct(await world.directory.fallback({ tenant }))
  settle(await Promise.all(receivers.map((receiver) => reachFallback(world, mailing, receiver, message))))
}
