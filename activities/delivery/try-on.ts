/** The last resort is not tried once only: what may still get through to the fallback receiver is handed to workflow `notice`. */
import type { NoticeInput } from '../../dsl/model/activity.ts'
import { cut } from '../../dsl/model/cut.ts'
import type { Recipient } from '../dependencies.ts'
import type { Message } from '../message.ts'
import { sha256 } from '../sha256.ts'
import type { Attempted, Mailing } from './deliver.ts'
import { mayHeal } from './settle.ts'
import type { World } from './world.ts'

/** So much of a page's text goes into Temporal's history. */
const longestBody = 16_000

/**
 * Orders a notice that is tried for a day, by exactly those contacts of the fallback receiver that failed for now. It goes
 * through the outbox, so neither a restart nor the end of the run loses it; ordered twice it is sent once.
 * @param attempted by any recipients; what is not of the fallback receiver is passed over
 */
export async function tryOn(
  world: World,
  { tenant, incident_id, run_id, key, resolve }: Mailing,
  receivers: readonly Recipient[],
  attempted: readonly Attempted[],
  { title, body, escalation, fields, severity, url, rule, status }: Message,
): Promise<void> {
  const only = attempted
    .filter(mayHeal)
    .filter(({ target, connection }) =>
      receivers.some((one) => one.target === target && one.contacts.some((by) => by.connection === connection)),
    )
    .map(({ target, connection }) => ({ target, connection }))
  if (only.length === 0) return
  const told = escalation?.text ? `${escalation.text}\n\n${body}` : body
  const text = [told, ...fields.map(({ name, value }) => `${name}: ${value}`)].join('\n').trim()
  const workflow_id = `${tenant}/notice/${sha256(key).slice(0, 32)}`
  const page = incident_id && { incident_id, run_id, rule, resolve, after_resolve: status === 'resolved' }
  const notice: NoticeInput = {
    ...{ tenant, workflow_id, title: cut(title, 1_000), body: cut(text, longestBody), severity, url, only },
    page: page || null,
  }
  await world.notices.order({ incident_id, run_id, notice })
}
