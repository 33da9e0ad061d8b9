/** Silences: alerts that people have asked not to hear of for a time. */
import { evaluate } from '../compile/evaluate.ts'
import type { Condition } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'

/** Holds from `from` until just before `until`. Times are milliseconds since 1970 UTC. */
export interface Silence {
  readonly id: string
  readonly matches: Condition
  readonly from: number
  readonly until: number
}

/** Whether it is still to come, holds, or is over. */
export function silenceState(
  { from, until }: Pick<Silence, 'from' | 'until'>,
  now: number,
): 'pending' | 'active' | 'over' {
  if (now >= until) return 'over'
  return now < from ? 'pending' : 'active'
}

/**
 * Those that hold now for the alert, in the order given: each a reason, and until when.
 * @param facts as `factsOfMuting` makes them: a silence does not ask about itself
 */
export const silencedBy = (
  silences: readonly Silence[],
  facts: Facts,
  now: number,
): readonly { readonly silence: string; readonly until: number }[] =>
  silences
    .filter((silence) => silenceState(silence, now) === 'active' && evaluate(silence.matches, facts))
    .map(({ id, until }) => ({ silence: id, until }))

/** When a silence next begins or ends; null when none will. */
export function nextSilenceChange(silences: readonly Silence[], now: number): number | null {
  const changes = silences.flatMap(({ from, until }) => [from, until]).filter((at) => at > now)
  return changes.length === 0 ? null : Math.min(...changes)
}
