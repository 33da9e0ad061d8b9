import type { MessageSource, ReadResult } from '../../dsl/model/activity.ts'
import { cut } from '../../dsl/model/cut.ts'
import { factsOf, targetText } from '../../dsl/model/page-text.ts'
import type { PlanTarget } from '../../dsl/model/plan.ts'
import type { Recipient } from '../dependencies.ts'
import { notConfigured } from '../failure.ts'
import type { Attempted } from './deliver.ts'
import type { World } from './world.ts'

/** Of a mailbox (RFC 5321); a target is a text of the rule's, which may come out of an alert. */
const longestTarget = 254

/** A target as the directory and the delivery log name it. */
export const targetName = (world: World, target: PlanTarget, source: MessageSource, live: ReadResult): string =>
  targetText(target, factsOf(source, live, world.now()), world.render.text)

/** Each person once, even if named twice (D115). */
export const distinct = (recipients: readonly Recipient[]): Recipient[] => [
  ...new Map(recipients.map((recipient) => [recipient.target, recipient])).values(),
]

/** Whom a page at one level of a target reaches. */
export interface Paged {
  readonly recipients: readonly Recipient[]
  /** The level that was found; the one asked for when the fallback receiver stands in. */
  readonly level: number
  /** The fallback receiver stands in, because nobody is on call at any level from there. */
  readonly fallback: boolean
  /** The name means nobody: the failed delivery that stands for it. */
  readonly unknown: Attempted | null
}

/**
 * Who is on call at `level`, or at the next level that has someone, or the fallback receiver (D116). A level beyond the
 * last means the last.
 */
export async function onCall(
  world: World,
  asked: { tenant: string; target: string; via: readonly string[]; level: number },
): Promise<Paged> {
  const { target, via, level } = asked
  if (target.length > longestTarget) return { recipients: [], level, fallback: false, unknown: tooLong(target, via) }
  return whoever(world, asked)
}

async function whoever(
  world: World,
  { tenant, target, via, level }: { tenant: string; target: string; via: readonly string[]; level: number },
): Promise<Paged> {
  const levels = target.startsWith('@') ? await world.directory.levels({ tenant, target }) : 1
  const first = Math.min(level, levels)
  if (levels === 0) return { recipients: [], level: first, fallback: false, unknown: meansNobody(target, via) }
  for (let tried = first; tried <= levels; tried++) {
    const recipients = await world.directory.recipients({ tenant, target, via, level: tried, now: world.now() })
    if (recipients.length > 0) return { recipients, level: tried, fallback: false, unknown: null }
  }
  return { recipients: await world.directory.fallback({ tenant }), level: first, fallback: true, unknown: null }
}

function tooLong(target: string, via: readonly string[]): Attempted {
  const shown = cut(target, 40)
  const failure = notConfigured(
    `No address is ${target.length} characters long: ${shown} Name a person, a room or a mailbox.`,
  )
  return { target: shown, connection: via.join(', '), status: 'failed', error: failure.message, failure }
}

function meansNobody(target: string, via: readonly string[]): Attempted {
  const failure = notConfigured(`Nobody is called ${target}: add the user, team or schedule.`)
  return { target, connection: via.join(', '), status: 'failed', error: failure.message, failure }
}
