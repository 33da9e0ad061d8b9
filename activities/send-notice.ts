import type { NoticeInput, NotifyResult } from '../dsl/model/activity.ts'
import { standardMessage } from './build-message.ts'
import type { Mailing } from './delivery/deliver.ts'
import { reachFallback } from './delivery/reach.ts'
import { settle } from './delivery/settle.ts'
import { distinct } from './delivery/targets.ts'
import type { World } from './delivery/world.ts'
import { readLive, skipped } from './incident.ts'
import type { Message } from './message.ts'

/**
 * What the tenant's fallback receiver must know although no run tells it (D18). What is about an incident bears the link to
 * acknowledge it, and its receiver is told when the incident is over. A page that comes late, after that, is left out.
 */
export async function sendNotice(world: World, input: NoticeInput): Promise<NotifyResult> {
  const { tenant, workflow_id, only, page } = input
  const of: Pick<Mailing, 'tenant' | 'step' | 'key'> = { tenant, step: 'notice', key: workflow_id }
  if (!page) return send(world, { ...of, ...ofNoIncident }, plainNotice(input), only)

  const { incident_id, run_id, rule, resolve, after_resolve } = page
  const context = { ...of, incident_id, workflow_id, run_id: run_id ?? '', rule: rule ?? '', after_resolve }
  const live = await readLive(world, context)
  if (live.resolved && !after_resolve) return skipped('resolved')
  const earlier = await world.deliveries.ofIncident({ tenant, incident_id })
  const standard = standardMessage(world, { tenant, incident_id, rule }, live, page.kind ?? 'page')
  const { title, body } = input
  const message = { ...standard, title, body, url: input.url ?? standard.url }
  return send(world, { ...of, incident_id, run_id, resolve, earlier }, message, only)
}

const ofNoIncident = { incident_id: null, run_id: null, resolve: false, earlier: [] }

const plainNotice = ({ tenant, title, body, severity, url }: NoticeInput): Message => ({
  ...{ kind: 'notice', title, body, severity, status: 'active', url, ack_url: null },
  ...{
    escalation: null,
    resolved_by: null,
    resolution_note: null,
    fields: [],
    alert: null,
    alerts: [],
    alert_count: 0,
    rule: null,
    incident: null,
    tenant,
  },
})

async function send(
  world: World,
  mailing: Mailing,
  message: Message,
  only: NoticeInput['only'],
): Promise<NotifyResult> {
  const receivers = distinct(await world.directory.fallback({ tenant: mailing.tenant }))
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
