import type { NoticeInput, NotifyResult } from '../dsl/model/activity.ts'
import type { Mailing } from './delivery/deliver.ts'
import { reachFallback } from './delivery/reach.ts'
import { settle } from './delivery/settle.ts'
import { distinct } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import type { Message } from './message.ts'

/** What the tenant's fallback receiver must know although no run tells it (D18). */
export async function sendNotice(world: World, input: NoticeInput): Promise<NotifyResult> {
  const { tenant, workflow_id, title, body, severity, url, only } = input
  const message: Message = {
    ...{ kind: 'notice', title, body, severity, status: 'active', url, ack_url: null },
    ...{ resolution_note: null, fields: [], alerts: [], alert_count: 0, rule: null, incident: null, tenant },
  }
  const mailing: Mailing = {
    ...{ tenant, incident_id: null, run_id: null, step: 'notice', key: workflow_id, resolve: false, earlier: [] },
  }
  const receivers = distinct(await world.directory.fallback({ tenant }))
    .map(({ target, contacts }) => ({
      target,
      contacts: contacts.filter(
        ({ connection }) => !only || only.some((one) => one.target === target && one.connection === connection),
      ),
    }))
    .filter(({ contacts }) => contacts.length > 0)
  const attempted = await Promise.all(receivers.map((receiver) => reachFallback(world, mailing, receiver, message)))
  return { status: 'sent', reason: null, deliveries: settle(attempted) }
}
