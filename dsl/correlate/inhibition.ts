/** Alerts that mute others (D55), as Alertmanager decides it (D56). */
import { evaluate } from '../compile/evaluate.ts'
import type { AlertFacts, Facts } from '../model/facts.ts'
import type { Inhibition } from '../model/inhibition.ts'
import { factsOfDecision } from './decide.ts'
import { keyBy } from './grouping.ts'
import type { State } from './status.ts'

export interface OpenAlert {
  readonly id: string
  /** As `factsOfMuting` makes them. */
  readonly facts: Facts
}
/** One declaration by which an alert is muted. */
export interface InhibitedBy {
  readonly inhibition: string
  /** Ids of all its sources, in the order given. */
  readonly sources: readonly string[]
}

/**
 * What the conditions of inhibitions and silences see of an alert: `alert.status` is its state, muted or not. A condition
 * that saw `suppressed` would ask about its own answer, and mute the alert by turns.
 */
export const factsOfMuting = (alert: AlertFacts, state: State, now: number): Facts =>
  factsOfDecision({ ...alert, status: state }, {}, now)

/**
 * Which alerts are muted, and by which others. Holds no state: an alert is muted as long as one of its sources is open.
 *
 * - A missing value equals another missing and an empty one.
 * - What is muted itself, by an inhibition or a silence, still mutes others.
 * - An alert for which both sides hold is muted only by sources for which `mutes` does not hold: so none mutes itself, and
 *   no two mute each other.
 * @param alerts every open alert; a resolved one among them mutes nothing
 * @returns by id of the muted alert, its inhibitions in the order given
 */
export function inhibited(
  alerts: readonly OpenAlert[],
  inhibitions: readonly Inhibition[],
): ReadonlyMap<string, readonly InhibitedBy[]> {
  const found = new Map<string, InhibitedBy[]>()
  for (const inhibition of inhibitions) {
    const sides = alerts.map(({ id, facts }) => ({
      id,
      key: keyBy(inhibition.by, facts),
      isSource: facts.alert?.status !== 'resolved' && evaluate(inhibition.source, facts),
      isTarget: evaluate(inhibition.mutes, facts),
    }))
    const sourcesByKey = Map.groupBy(
      sides.filter(({ isSource }) => isSource),
      ({ key }) => key,
    )
    for (const { id, key, isSource, isTarget } of sides) {
      if (!isTarget) continue
      const sources = (sourcesByKey.get(key) ?? []).filter((source) => !(isSource && source.isTarget))
      if (sources.length === 0) continue
      const of = found.get(id) ?? []
      found.set(id, of)
      of.push({ inhibition: inhibition.name, sources: sources.map((source) => source.id) })
    }
  }
  return found
}
