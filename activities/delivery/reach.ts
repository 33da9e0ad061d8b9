/** Reaching one recipient: by each connection that the step names, else by the first of their own that works (D115). */
import type { DeliveryRecord, Recipient } from '../dependencies.ts'
import { notConfigured } from '../failure.ts'
import type { Message } from '../message.ts'
import { type Attempted, deliver, deliveryKey, type Mailing } from './deliver.ts'
import type { World } from './world.ts'

const inboxOf = (target: string) => ({ connection: 'inbox', address: target })

/**
 * @param via the step's own list; empty: the recipient's own contacts, the inbox where there are none outside (D17)
 * @returns one entry a connection that was tried; at least one
 */
export async function reach(
  world: World,
  mailing: Mailing,
  { target, contacts }: Recipient,
  via: readonly string[],
  message: Message,
): Promise<Attempted[]> {
  if (via.length > 0) {
    if (contacts.length === 0) return [withoutContact(target, via)]
    return Promise.all(contacts.map((contact) => deliver(world, mailing, target, contact, message)))
  }
  const outside = contacts.filter(({ connection }) => connection !== 'inbox')
  const inbox = contacts.find(({ connection }) => connection === 'inbox')
  if (outside.length === 0) return [await deliver(world, mailing, target, inbox ?? inboxOf(target), message)]

  const reached = mailing.earlier.find((record) => isOfThisStep(record, mailing, target))
  if (reached) return [{ target, connection: reached.connection, status: 'sent', error: null, failure: null }]
  const tried: Attempted[] = []
  for (const contact of outside) {
    const attempted = await deliver(world, mailing, target, contact, message)
    tried.push(attempted)
    // The first that works is enough: those before it ask for no further attempt.
    if (attempted.status !== 'failed') return tried.map((one) => ({ ...one, failure: null }))
  }
  return inbox ? [...tried, { ...(await deliver(world, mailing, target, inbox, message)), copy: true }] : tried
}

/** The tenant's fallback receiver gets it by everything it has (D18), whatever the step's `via` says. */
export const reachFallback = (world: World, mailing: Mailing, recipient: Recipient, message: Message) =>
  reach(
    world,
    mailing,
    recipient,
    recipient.contacts.map(({ connection }) => connection),
    message,
  )

/** An earlier attempt of this step got through to the target outside, by whichever contact. */
const isOfThisStep = (record: DeliveryRecord, mailing: Mailing, target: string): boolean =>
  record.status === 'sent' &&
  record.connection !== 'inbox' &&
  record.target === target &&
  record.key === deliveryKey(mailing, target, record.connection)

function withoutContact(target: string, via: readonly string[]): Attempted {
  const connection = via.join(', ')
  const failure = notConfigured(`${target} can't be reached via ${connection}: add the contact or the connection.`)
  return { target, connection, status: 'failed', error: failure.message, failure }
}
