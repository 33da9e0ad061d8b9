import type { DeliveryResult } from '../../dsl/model/activity.ts'
import { retriesLeft } from '../attempt.ts'
import type { Recipient } from '../dependencies.ts'
import type { Message } from '../message.ts'
import type { Attempted, Mailing } from './deliver.ts'
import { reach, reachFallback } from './reach.ts'
import { givesUp, settle } from './settle.ts'
import { distinct, type Paged } from './targets.ts'
import { tryOn } from './try-on.ts'
import type { World } from './world.ts'

/** Whom a step pages and how hard it tries. */
export interface Paging {
  /** What each of its targets means now. */
  readonly paged: readonly Paged[]
  /** The step's own list of connections; the fallback receiver is reached by all it has, whatever this says. */
  readonly via: readonly string[]
  readonly attemptsLeft: number
}

/**
 * Tells everyone, each once. A page that reached somebody by no connection goes to the fallback receiver too, as soon as
 * no further attempt is to come (D18), and is tried on where that fails for now: whether a handler of the step takes the
 * failure then makes no difference.
 * @throws {ApplicationFailure} as `settle` does, also when the fallback receiver got it
 */
export async function pageAll(
  world: World,
  mailing: Mailing,
  { paged, via, attemptsLeft }: Paging,
  message: Message,
): Promise<DeliveryResult[]> {
  const found = distinct(paged.filter(({ fallback }) => !fallback).flatMap(({ recipients }) => recipients))
  const standIns = distinct(paged.filter(({ fallback }) => fallback).flatMap(({ recipients }) => recipients))
  const unknown = paged.flatMap(({ unknown }) => (unknown ? [[unknown]] : []))
  const [own, theirs] = await Promise.all([
    Promise.all(found.map((recipient) => reach(world, mailing, recipient, via, message))),
    Promise.all(standIns.map((recipient) => reachFallback(world, mailing, recipient, message))),
  ])
  const all = [...own, ...theirs, ...unknown]
  // Where the fallback receiver stands in for all of them, it has its turn already.
  if (givesUp([...own, ...unknown], attemptsLeft) && standIns.length === 0) {
    const receivers = distinct(await world.directory.fallback({ tenant: mailing.tenant }))
    const instead = { ...mailing, key: `${mailing.key}/fallback` }
    const more = untried(receivers, own.flat())
    const last = await Promise.all(more.map((receiver) => reachFallback(world, instead, receiver, message)))
    await tryOn(world, mailing, receivers, [...own, ...last].flat(), message)
  } else if (!retriesLeft(attemptsLeft)) await tryOn(world, mailing, standIns, theirs.flat(), message)
  return settle(all, attemptsLeft)
}

/** The receivers without the contacts by which this page was tried already: nobody finds it twice in their inbox. */
function untried(receivers: readonly Recipient[], tried: readonly Attempted[]): Recipient[] {
  const done = new Set(tried.map(({ target, connection }) => JSON.stringify([target, connection])))
  return receivers
    .map(({ target, contacts }) => ({
      target,
      contacts: contacts.filter(({ connection }) => !done.has(JSON.stringify([target, connection]))),
    }))
    .filter(({ contacts }) => contacts.length > 0)
}
