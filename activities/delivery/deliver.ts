/** One message to one contact, once: the log is written before and after the send (D33). */
import type { DeliveryResult } from '../../dsl/model/activity.ts'
import { entryOf } from '../../dsl/model/registry.ts'
import { channels } from '../channels/index.ts'
import type { Contact, DeliveryRecord, ResolvedConnection } from '../dependencies.ts'
import { DeliveryError, notConfigured, type RetryAdvice } from '../failure.ts'
import type { Message } from '../message.ts'
import { sha256 } from '../sha256.ts'
import type { World } from './world.ts'

/** What all messages of one activity share. */
export interface Mailing {
  readonly tenant: string
  readonly incident_id: string | null
  readonly run_id: string | null
  readonly step: string
  /** Every delivery's key starts with it. */
  readonly key: string
  readonly resolve: boolean
  /** What the incident has sent before this attempt began. */
  readonly earlier: readonly DeliveryRecord[]
}
/** A delivery as the step's result shows it, and whether a failed one may be tried again. */
export interface Attempted extends DeliveryResult {
  readonly failure: DeliveryError | null
  /** The inbox's copy of a message that belongs to an outside contact: it reached nobody (D17). */
  readonly copy?: true
}

/** By this a delivery is known in the log, whose keys have at most 512 characters. */
export function deliveryKey({ key }: Pick<Mailing, 'key'>, target: string, connection: string): string {
  const whole = `${key}/${target}/${connection}`
  return whole.length > 500 ? `${key}/${sha256(whole)}` : whole
}

/** Never rejects because of the receiver: the answer says what became of it. */
export async function deliver(
  world: World,
  mailing: Mailing,
  target: string,
  contact: Contact,
  message: Message,
): Promise<Attempted> {
  const { tenant, incident_id, run_id, step, resolve } = mailing
  const answer = { target, connection: contact.connection }
  const connection = await world.connections.get({ tenant, name: contact.connection })
  const channel = connection && entryOf(channels, connection.type)
  if (!connection || !channel) return { ...answer, ...failed(unusable(contact.connection, connection)) }

  const { connection: name, address } = contact
  const key = deliveryKey(mailing, target, name)
  const record = await world.deliveries.begin({
    ...{ key, tenant, incident_id, run_id, step, target, connection: name, channel: channel.name, address, resolve },
  })
  if (record.status === 'sent' || record.status === 'muted') return { ...answer, status: record.status, ...noFailure }

  const thread = threadOf(mailing.earlier, contact, key)
  const personal = { ...message, ack_url: acknowledgeLink(world, message, target) }
  try {
    const sent = await channel.send(
      connection,
      { tenant, key, target, address, message: personal, thread },
      world.services,
    )
    await world.deliveries.sent(record, sent.externalId, message)
    return { ...answer, status: 'sent', ...noFailure }
  } catch (error) {
    // A database that is away is no failed delivery: the attempt fails as a whole.
    if (!(error instanceof DeliveryError)) throw error
    await world.deliveries.failed(record, error.message, message)
    return { ...answer, ...failed(error) }
  }
}

const unusable = (name: string, connection: ResolvedConnection | null): DeliveryError =>
  connection
    ? notConfigured(`Connection "${name}" is a ${connection.type}, which can't carry messages.`)
    : notConfigured(`No connection is called "${name}". Set TOCSIN_CONN_${name.toUpperCase()}_TYPE and its fields.`)

const noFailure = { error: null, failure: null }
const failed = (failure: DeliveryError) => ({ status: 'failed' as const, error: failure.message, failure })

/** Receiver's ids of the messages that this one answers to: same connection, same address, same incident. */
const threadOf = (earlier: readonly DeliveryRecord[], { connection, address }: Contact, key: string): string[] =>
  earlier.flatMap((record) =>
    record.status === 'sent' &&
    record.connection === connection &&
    record.address === address &&
    record.key !== key &&
    record.external_id
      ? [record.external_id]
      : [],
  )

/** Every message about an incident but its last carries the link, and only while there is something to acknowledge. */
function acknowledgeLink(world: World, { kind, status, tenant, incident }: Message, person: string): string | null {
  const asks = kind !== 'resolve' && status === 'active'
  return asks && incident !== null ? world.links.acknowledge({ tenant, incident_id: incident, person }) : null
}

/** What a failed delivery says about trying again. */
export const retryAdviceOf = (attempted: readonly Attempted[]): RetryAdvice[] =>
  attempted.flatMap(({ failure }) => (failure ? [failure.retry] : []))
